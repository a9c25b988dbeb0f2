package io.weir.testkit.simulation.mutants;

import java.io.IOException;
import java.io.InputStream;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.asm.AsmVisitorWrapper;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.dynamic.DynamicType;
import net.bytebuddy.pool.TypePool;
import org.jspecify.annotations.Nullable;

/** Loads all classes of Weir anew, some of them patched. Everything else comes from the parent. */
final class MutantLoader extends ClassLoader {
    private static final String OURS = "io.weir.";

    private final Mutant mutant;
    private final ClassFileLocator files;
    private final TypePool types;

    MutantLoader(ClassLoader parent, Mutant mutant) {
        super(parent);
        this.mutant = mutant;
        this.files = ClassFileLocator.ForClassLoader.of(parent);
        this.types = TypePool.Default.of(files);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!name.startsWith(OURS)) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            return loaded != null ? loaded : define(name);
        }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
        byte[] bytes = bytesOf(name);
        if (bytes == null) {
            throw new ClassNotFoundException(name);
        }
        return defineClass(name, bytes, 0, bytes.length);
    }

    private byte @Nullable [] bytesOf(String name) throws ClassNotFoundException {
        AsmVisitorWrapper patch = mutant.patches().get(name);
        if (patch != null) {
            try (DynamicType.Unloaded<?> patched = new ByteBuddy()
                    .redefine(types.describe(name).resolve(), files)
                    .visit(patch)
                    .make()) {
                return patched.getBytes();
            }
        }
        try (InputStream in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
            return in == null ? null : in.readAllBytes();
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }
}
