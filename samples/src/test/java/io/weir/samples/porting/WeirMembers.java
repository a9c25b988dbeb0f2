package io.weir.samples.porting;

import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What a class of Weir offers, written as {@link FlinkApi} writes it. */
final class WeirMembers {
    private WeirMembers() {}

    /** The class of a name in which nested classes stand after a dot. */
    static Class<?> classNamed(String name) throws ClassNotFoundException {
        return Class.forName(name.replaceAll("(?<=\\.[A-Z]\\w{0,60})\\.", "\\$"));
    }

    static Set<String> of(Class<?> type) {
        Set<String> members = new TreeSet<>();
        for (Method method : type.getMethods()) {
            members.add(method.getName() + parameters(method));
        }
        for (Executable constructor : type.getConstructors()) {
            members.add("new" + parameters(constructor));
        }
        for (Field field : type.getFields()) {
            members.add(field.getName());
        }
        if (Modifier.isAbstract(type.getModifiers())
                || type.getConstructors().length == 0) { // Flink left it public by omission
            members.add("new()");
        }
        return members;
    }

    private static String parameters(Executable executable) {
        return Arrays.stream(executable.getParameterTypes())
                .map(Class::getSimpleName)
                .collect(Collectors.joining(",", "(", ")"));
    }
}
