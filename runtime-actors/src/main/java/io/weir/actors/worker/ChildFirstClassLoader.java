package io.weir.actors.worker;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.security.CodeSigner;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loads a job's classes from its jars first, so that it may bring other versions of libraries than the node's; what the node and the job
 * share (the JDK, Weir, Pekko, logging) comes from the node, or from the jars where the node has it not. Calls in its classes that would end
 * the process throw instead ({@link ExitCalls}).
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

    private static final Logger LOG = LoggerFactory.getLogger(ChildFirstClassLoader.class);

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

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        String path = name.replace('.', '/') + ".class";
        URL own = findResource(path);
        byte[] changed = own == null ? null : withoutExits(path);
        return own == null || changed == null ? super.findClass(name) : define(name, path, own, changed);
    }

    private byte @Nullable [] withoutExits(String path) {
        try (InputStream in = getResourceAsStream(path)) {
            return in == null ? null : ExitCalls.refused(in.readAllBytes());
        } catch (IOException | RuntimeException e) {
            LOG.warn(
                    "[JOB-818] It is not known whether {} of a job ends the process. {}. It is loaded as it is; build the job for the Java version of this node ({}).",
                    path,
                    e.toString(),
                    Runtime.version().feature());
            return null;
        }
    }

    private Class<?> define(String name, String path, URL url, byte[] bytes) {
        int dot = name.lastIndexOf('.');
        String packageName = dot < 0 ? "" : name.substring(0, dot);
        if (dot >= 0 && getDefinedPackage(packageName) == null) {
            try {
                definePackage(packageName, null, null, null, null, null, null, null);
            } catch (IllegalArgumentException defined) {
                LOG.debug("Package {} was defined by another thread.", packageName);
            }
        }
        return defineClass(name, bytes, 0, bytes.length, new CodeSource(jarOf(url, path), (CodeSigner[]) null));
    }

    private URL jarOf(URL url, String path) {
        for (URL jar : getURLs()) {
            if (url.toExternalForm().equals("jar:" + jar.toExternalForm() + "!/" + path)) {
                return jar;
            }
        }
        return url;
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
