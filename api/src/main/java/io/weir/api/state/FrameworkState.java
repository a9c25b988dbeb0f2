package io.weir.api.state;

/** Names of the state that operators and triggers of Weir have beside that of the user's functions, in the same rows. */
public final class FrameworkState {
    /** A name that begins with this is no user's: functions that ask for one are refused. */
    public static final String PREFIX = "weir:";

    private FrameworkState() {}

    public static String named(String name) {
        return PREFIX + name;
    }

    /** Whether the name is one of {@link #named}. */
    public static boolean owns(String name) {
        return name.startsWith(PREFIX);
    }

    /** As the name was in snapshots before there was the prefix. */
    public static String withoutPrefix(String name) {
        return owns(name) ? name.substring(PREFIX.length()) : name;
    }

    /**
     * Looks at the name that a user's function asked for.
     *
     * @throws IllegalArgumentException [API-251] if it is not for users
     */
    public static void refuse(String name) {
        if (owns(name)) {
            throw new IllegalArgumentException(
                    "[API-251] A function asked for a state named '" + name
                            + "'. Names that begin with '" + PREFIX
                            + "' are those of Weir's own operators and triggers, whose state would be changed. Give it another name.");
        }
    }
}
