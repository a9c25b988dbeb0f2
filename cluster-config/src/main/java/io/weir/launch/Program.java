package io.weir.launch;

import io.weir.api.execution.ExecutionContexts;
import io.weir.api.execution.JobExecutor;
import io.weir.runtime.failure.Quoted;
import io.weir.samples.Sample;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import org.jspecify.annotations.Nullable;

/**
 * A user's program: a jar, a class of the class path, or a sample by its short name.
 *
 * @param jars what must be sent along with its jobs
 */
public record Program(String name, Method main, ClassLoader loader, List<Path> jars) {
    /** @throws CommandFailure [CLI-502] if there is no such program */
    static Program find(String target, @Nullable String mainClass) {
        if (!target.endsWith(".jar")) {
            String name = Sample.find(target)
                    .map(sample -> sample.program().getName())
                    .orElse(target);
            return new Program(
                    target,
                    mainOf(name, target, Program.class.getClassLoader()),
                    Program.class.getClassLoader(),
                    List.of());
        }
        Path jar = Path.of(target).toAbsolutePath();
        if (!Files.isRegularFile(jar)) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "[CLI-502] There is no jar " + Quoted.plain(jar) + ". Build it first, or correct the path.");
        }
        try {
            String name = mainClass == null ? mainClassOf(jar) : mainClass;
            URLClassLoader loader = new URLClassLoader(new URL[] {jar.toUri().toURL()}, Program.class.getClassLoader());
            return new Program(target, mainOf(name, target, loader), loader, List.of(jar));
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "[CLI-502] " + Quoted.plain(jar) + " cannot be read as a jar: " + e.getMessage()
                            + ". Build it again.");
        }
    }

    /**
     * Runs the main of a class on the class path, whose one job goes to the executor, and does not wait for the job.
     *
     * @return the id of the job
     * @throws Exception what the program's main threw
     */
    public static String submit(JobExecutor executor, String mainClass, List<String> arguments) throws Exception {
        AtomicReference<String> job = new AtomicReference<>("");
        Program program = find(mainClass, null);
        ExecutionContexts.withExecutor(new Submitting(executor, 1, true, job::set), () -> {
            program.run(arguments);
            return ExitCode.OK;
        });
        return Objects.requireNonNull(job.get());
    }

    private static String mainClassOf(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            Manifest manifest = file.getManifest();
            String name = manifest == null ? null : manifest.getMainAttributes().getValue(Attributes.Name.MAIN_CLASS);
            if (name == null) {
                throw new CommandFailure(
                        ExitCode.USAGE,
                        "[CLI-502] " + Quoted.plain(jar)
                                + " names no main class. Its manifest has no Main-Class; name the class with --class.");
            }
            return name;
        }
    }

    private static Method mainOf(String name, String target, ClassLoader loader) {
        try {
            Method main = Class.forName(name, true, loader).getMethod("main", String[].class);
            if (!Modifier.isStatic(main.getModifiers())) {
                throw new NoSuchMethodException("main is not static");
            }
            return main;
        } catch (ClassNotFoundException e) {
            if (name.indexOf('.') < 0 && name.equals(target)) {
                throw new CommandFailure(
                        ExitCode.USAGE,
                        "[CLI-502] There is no sample " + Quoted.plain(name)
                                + ", and no class of that name. A class needs its package. There are these samples:"
                                + System.lineSeparator() + Sample.list());
            }
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "[CLI-502] There is no class " + Quoted.plain(name)
                            + (name.equals(target) ? " on the class path" : " in " + Quoted.plain(target))
                            + ". Correct the name (with its package), or give the jar that has it.");
        } catch (NoSuchMethodException e) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "[CLI-502] " + Quoted.plain(name)
                            + " has no 'public static void main(String[])'. Name the class that has one with --class.");
        } catch (LinkageError e) {
            throw new CommandFailure(ExitCode.USAGE, notLoadable(name, e));
        }
    }

    static String notLoadable(String name, Throwable e) {
        String why = e instanceof UnsupportedClassVersionError
                ? "it was compiled for a newer Java than " + Runtime.version().feature() + ": " + e.getMessage()
                : String.valueOf(e);
        return "[CLI-502] " + name + " cannot be loaded: " + why
                + ". Compile it for the Java the cluster runs on, and put what it needs into the jar.";
    }

    /** @throws InvocationTargetException what the program's main threw */
    void run(List<String> arguments) throws InvocationTargetException {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            main.setAccessible(true);
            main.invoke(null, (Object) arguments.toArray(new String[0]));
        } catch (IllegalAccessException e) {
            throw new InvocationTargetException(e);
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
