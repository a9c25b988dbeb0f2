package io.weir.api.fs;

import io.weir.api.argument.Argument;
import java.io.File;
import java.io.Serializable;
import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * Names a file or folder: a plain path, or a URI such as {@code file:///data/in}. Flink's class; methods that take one take a {@code String} too.
 * It looks at no disk. Immutable.
 */
public final class Path implements Comparable<Path>, Serializable {
    public static final String SEPARATOR = "/";
    public static final String CUR_DIR = ".";

    private static final long serialVersionUID = 1L;

    private final URI uri;

    /**
     * A plain path, or a URI.
     *
     * @param pathString not empty
     */
    public Path(String pathString) {
        this(parse(Argument.named(pathString, "pathString")));
    }

    public Path(URI uri) {
        this.uri = normal(Argument.given(uri, "uri"));
    }

    public Path(String parent, String child) {
        this(new Path(Argument.named(parent, "parent")), child);
    }

    public Path(Path parent, String child) {
        this(below(parent, Argument.named(child, "child")));
    }

    public Path(String parent, Path child) {
        this(new Path(Argument.named(parent, "parent")), child);
    }

    public Path(Path parent, Path child) {
        this(below(parent, Argument.given(child, "child").getPath()));
    }

    /**
     * A URI by its parts.
     *
     * @param scheme null for a plain path
     */
    public Path(@Nullable String scheme, @Nullable String authority, String path) {
        this(of(scheme, authority, Argument.named(path, "path")));
    }

    /** The path of a file of this machine. */
    public static Path fromLocalFile(File file) {
        return new Path(Argument.given(file, "file").toURI());
    }

    public URI toUri() {
        return uri;
    }

    /** Without scheme and authority. */
    public String getPath() {
        return uri.getPath();
    }

    /** The last part; empty for the root. */
    public String getName() {
        String path = uri.getPath();
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** Null for the root and for a path of one part. */
    public @Nullable Path getParent() {
        String path = uri.getPath();
        int slash = path.lastIndexOf('/');
        if (slash < 0 || path.equals(SEPARATOR)) {
            return null;
        }
        return new Path(of(uri.getScheme(), uri.getAuthority(), slash == 0 ? SEPARATOR : path.substring(0, slash)));
    }

    /** With something behind its last part. */
    public Path suffix(String suffix) {
        return new Path(of(uri.getScheme(), uri.getAuthority(), uri.getPath() + suffix));
    }

    public boolean isAbsolute() {
        return uri.getPath().startsWith(SEPARATOR);
    }

    /** How many parts it has; 0 for the root. */
    public int depth() {
        String path = uri.getPath();
        return path.equals(SEPARATOR)
                ? 0
                : (int) path.chars().filter(c -> c == '/').count() + (isAbsolute() ? 0 : 1);
    }

    @Override
    public int compareTo(Path other) {
        return uri.compareTo(other.uri);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Path that && uri.equals(that.uri);
    }

    @Override
    public int hashCode() {
        return uri.hashCode();
    }

    /** As it is written: special characters stand for themselves. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        if (uri.getScheme() != null) {
            text.append(uri.getScheme()).append(':');
        }
        if (uri.getAuthority() != null) {
            text.append("//").append(uri.getAuthority());
        }
        return text.append(uri.getPath()).toString();
    }

    /** Not {@link URI#create}, for which a blank or a percent sign is a mistake. */
    private static URI parse(String text) {
        int colon = text.indexOf(':');
        int slash = text.indexOf('/');
        boolean hasScheme = colon > 1 && (slash < 0 || colon < slash); // one letter is a disk of Windows
        String scheme = hasScheme ? text.substring(0, colon) : null;
        String rest = hasScheme ? text.substring(colon + 1) : text;
        if (!rest.startsWith("//")) {
            return of(scheme, null, rest);
        }
        int end = rest.indexOf('/', 2);
        String authority = rest.substring(2, end < 0 ? rest.length() : end);
        return of(scheme, authority.isEmpty() ? null : authority, end < 0 ? SEPARATOR : rest.substring(end));
    }

    private static URI below(Path parent, String child) {
        Argument.given(parent, "parent");
        String above = parent.getPath();
        String middle = above.endsWith(SEPARATOR) ? "" : SEPARATOR;
        return of(
                parent.uri.getScheme(),
                parent.uri.getAuthority(),
                child.startsWith(SEPARATOR) ? child : above + middle + child);
    }

    private static URI of(@Nullable String scheme, @Nullable String authority, String path) {
        try {
            String oneSlash = path.replaceAll("/{2,}", SEPARATOR);
            String first = oneSlash.split(SEPARATOR, 2)[0];
            // of a relative path, what stands before a colon would be taken for a scheme
            String safe = scheme == null && first.contains(":") ? CUR_DIR + SEPARATOR + oneSlash : oneSlash;
            return new URI(scheme, authority, safe, null, null);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(
                    "[API-294] '" + path + "' is no path (" + e.getMessage() + "). It names no file."
                            + " Give a plain path, or a URI such as file:///data/in.",
                    e);
        }
    }

    /** Without a slash at the end. */
    private static URI normal(URI uri) {
        String path = uri.getPath();
        if (path == null) {
            throw new IllegalArgumentException("[API-294] '" + uri + "' is no path (it has none). It names no file."
                    + " Give a plain path, or a URI such as file:///data/in.");
        }
        return path.length() > 1 && path.endsWith(SEPARATOR)
                ? of(uri.getScheme(), uri.getAuthority(), path.substring(0, path.length() - 1))
                : uri;
    }
}
