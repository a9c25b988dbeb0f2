package io.weir.api.serde;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.lang.reflect.Method;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Classes compiled from a string, in a class loader of their own: one version of a job. The class under test is called Item. */
final class Sources {

    private final ClassLoader loader;

    private Sources(ClassLoader loader) {
        this.loader = loader;
    }

    static Sources compile(String source) {
        return compile(source, "null");
    }

    /** {@code expression} is what {@link #value()} returns. */
    static Sources compile(String source, String expression) {
        Map<String, byte[]> classes =
                javac(source + " class Maker { public static Object make() { return " + expression + "; } }");
        return new Sources(new ClassLoader(Sources.class.getClassLoader()) {
            @Override
            protected Class<?> findClass(String name) throws ClassNotFoundException {
                byte[] code = classes.get(name);
                if (code == null) {
                    throw new ClassNotFoundException(name);
                }
                return defineClass(name, code, 0, code.length);
            }
        });
    }

    CodecRegistry codecs() {
        return CodecRegistry.create(loader);
    }

    Object value() throws ReflectiveOperationException {
        Method make = loader.loadClass("Maker").getDeclaredMethod("make");
        make.setAccessible(true);
        return make.invoke(null);
    }

    private static Map<String, byte[]> javac(String source) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        Map<String, ByteArrayOutputStream> compiled = new HashMap<>();
        JavaFileManager files =
                new ForwardingJavaFileManager<JavaFileManager>(compiler.getStandardFileManager(null, null, null)) {
                    @Override
                    public JavaFileObject getJavaFileForOutput(
                            Location location, String name, JavaFileObject.Kind kind, FileObject sibling) {
                        return new SimpleJavaFileObject(URI.create("memory:/" + name + ".class"), kind) {
                            @Override
                            public OutputStream openOutputStream() {
                                ByteArrayOutputStream code = new ByteArrayOutputStream();
                                compiled.put(name, code);
                                return code;
                            }
                        };
                    }
                };
        JavaFileObject unit = new SimpleJavaFileObject(URI.create("memory:/Item.java"), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return source;
            }
        };
        if (!compiler.getTask(null, files, null, List.of("-proc:none"), null, List.of(unit))
                .call()) {
            throw new AssertionError("does not compile: " + source);
        }
        Map<String, byte[]> classes = new HashMap<>();
        compiled.forEach((name, code) -> classes.put(name, code.toByteArray()));
        return classes;
    }
}
