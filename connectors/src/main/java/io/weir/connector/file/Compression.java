package io.weir.connector.file;

import java.io.BufferedInputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;
import org.jspecify.annotations.Nullable;

/**
 * In what form the bytes of a file are, by its name and its first bytes. gzip and zlib ({@code .deflate}) are decompressed while they are read;
 * other compressions and archives are refused before anything is read.
 */
enum Compression {
    NONE,
    GZIP,
    DEFLATE;

    /** How much of a file is looked at: a tar archive has its mark at byte 257. */
    static final int HEAD_BYTES = 512;

    private static final int BUFFER_BYTES = 64 * 1024;
    private static final int TAR_MARK_AT = 257;

    private static final List<Form> FORMS = List.of(
            new Form("zip", true, 0, "PK\3\4", ".zip", ".jar"),
            new Form("zip", true, 0, "PK\5\6"),
            new Form("7z", true, 0, "7z\u00bc\u00af'\u001c", ".7z"),
            new Form("rar", true, 0, "Rar!\u001a\7", ".rar"),
            new Form("tar", true, TAR_MARK_AT, "ustar", ".tar", ".tgz", ".tar.gz", ".tar.bz2", ".tar.xz", ".tar.zst"),
            new Form("zstd", false, 0, "(\u00b5/\u00fd", ".zst", ".zstd"),
            new Form("bzip2", false, 0, "BZh?1AY&SY", ".bz2", ".bzip2"),
            new Form("xz", false, 0, "\u00fd7zXZ\0", ".xz"),
            new Form("lz4", false, 0, "\4\"M\u0018", ".lz4"),
            new Form("snappy", false, 0, "\u00ff\6\0\0sNaPpY", ".snappy", ".sz"),
            new Form("compress", false, 0, "\u001f\u009d"));

    /** A form that cannot be read: its first bytes, one char each ({@code ?} for any), and how its files are called. */
    private record Form(String name, boolean archive, int at, String mark, List<String> names) {
        Form(String name, boolean archive, int at, String mark, String... names) {
            this(name, archive, at, mark, List.of(names));
        }

        boolean begins(byte[] head) {
            for (int i = 0; i < mark.length(); i++) {
                char wanted = mark.charAt(i);
                if (at + i >= head.length || (wanted != '?' && (byte) wanted != head[at + i])) {
                    return false;
                }
            }
            return true;
        }

        boolean names(String file) {
            return names.stream().anyMatch(file::endsWith);
        }
    }

    /**
     * Looks at a file.
     *
     * @throws io.weir.api.connector.ConnectorException [DATA-330] to [DATA-332] if its lines could not be read
     */
    static Compression of(Path path) throws IOException {
        byte[] head = head(path);
        String name = nameOf(path);
        Form known = known(name, head);
        if (known != null) {
            throw refused(path, known);
        }
        if (head.length > 1 && head[0] == 0x1f && head[1] == (byte) 0x8b) {
            return withoutArchive(path, GZIP);
        }
        if (head.length == 0) {
            return NONE; // whatever its name promises, there are no lines
        }
        if (name.endsWith(".gz") || name.endsWith(".gzip")) {
            throw FileErrors.notCompressed(path, "gzip");
        }
        if (name.endsWith(".deflate")) {
            return withoutArchive(path, DEFLATE);
        }
        return NONE;
    }

    private static Compression withoutArchive(Path path, Compression compression) throws IOException {
        try (InputStream in = compression.open(path)) {
            Form within = known("", in.readNBytes(HEAD_BYTES));
            if (within != null) {
                throw refused(path, within);
            }
            return compression;
        } catch (java.io.EOFException | java.util.zip.ZipException e) {
            throw FileErrors.damaged(path, compression.label(), e);
        }
    }

    private static IOException refused(Path path, Form form) {
        return form.archive ? FileErrors.archive(path, form.name) : FileErrors.unknownCompression(path, form.name);
    }

    /** By the first bytes, or by the name if there are any bytes at all. */
    private static @Nullable Form known(String name, byte[] head) {
        if (head.length == 0) {
            return null;
        }
        for (Form form : FORMS) {
            if (form.begins(head) || form.names(name)) {
                return form;
            }
        }
        return null;
    }

    private static String nameOf(Path path) {
        Path name = path.getFileName();
        return name == null ? "" : name.toString().toLowerCase(Locale.ROOT);
    }

    private static byte[] head(Path path) throws IOException {
        try (FileInputStream in = new FileInputStream(path.toFile())) {
            byte[] head = new byte[HEAD_BYTES];
            return Arrays.copyOf(head, in.readNBytes(head, 0, head.length));
        }
    }

    /** The bytes within. Several gzip streams one after the other are one. */
    InputStream open(Path path) throws IOException {
        InputStream file = new FileInputStream(path.toFile());
        try {
            return switch (this) {
                case NONE -> file;
                case GZIP -> new GZIPInputStream(new BufferedInputStream(file, BUFFER_BYTES), BUFFER_BYTES);
                case DEFLATE -> new InflaterInputStream(file);
            };
        } catch (IOException e) {
            file.close();
            throw e;
        }
    }

    /** As a user calls it. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
