package io.weir.actors.worker;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Loads a job's classes from its jars first, so that it may bring other versions of libraries than the node's; what the node and the job
 * share (the JDK, Weir, Pekko, logging) comes from the node, or from the jars where the node has it not.
 */
final class ChildFirstClassLoader extends URLClassLoader {
    private static final List<String> PARENT_FIRST = List.of(
            "java.",
            "javax.",
            "jdk.",
            "sun.",
            "com.sun.",
            "io.weir.",
            "scala.",
            "org.apache.pekko.",
            "com.typesafe.config.",
            "org.slf4j.",
            "ch.qos.logback.",
            "org.jspecify.");

    static {
        registerAsParallelCapable();
    }

    ChildFirstClassLoader(String name, URL[] jars, ClassLoader parent) {
        super(name, jars, parent);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (PARENT_FIRST.stream().anyMatch(name::startsWith)) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> found = findLoadedClass(name);
            if (found == null) {
                found = ownOrParents(name);
            }
            if (resolve) {
                resolveClass(found);
            }
            return found;
        }
    }

    private Class<?> ownOrParents(String name) throws ClassNotFoundException {
        try {
            return findClass(name);
        } catch (ClassNotFoundException notOurs) {
            return getParent().loadClass(name);
        }
    }

    @Override
    public @Nullable URL getResource(String name) {
        URL own = findResource(name);
        return own != null ? own : super.getResource(name);
    }

    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
        List<URL> all = new ArrayList<>(Collections.list(findResources(name)));
        for (URL more : Collections.list(super.getResources(name))) {
            if (all.stream().noneMatch(url -> url.toExternalForm().equals(more.toExternalForm()))) {
                all.add(more);
            }
        }
        return Collections.enumeration(all);
    }
}
