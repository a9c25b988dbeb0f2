package io.weir.connector.file;

import io.weir.api.argument.Argument;
import io.weir.api.config.Configuration;
import io.weir.api.fs.FSDataInputStream;
import io.weir.api.serde.TypeInformation;
import io.weir.api.serde.Types;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import org.jspecify.annotations.Nullable;

/** Lines of text. In UTF-8 it is {@link FileSource#forTextLines}, which reads large files at several places at once. */
public final class TextLineInputFormat extends SimpleStreamFormat<String> {
    public static final String DEFAULT_CHARSET_NAME = "UTF-8";

    private static final long serialVersionUID = 1L;

    private final String charsetName;

    /** In UTF-8. */
    public TextLineInputFormat() {
        this(DEFAULT_CHARSET_NAME);
    }

    /**
     * In another encoding.
     *
     * @param charsetName as in {@link Charset#forName}
     * @throws IllegalArgumentException [API-297] if this JVM does not know it
     */
    public TextLineInputFormat(String charsetName) {
        this.charsetName = Argument.named(charsetName, "charsetName");
        charset();
    }

    boolean isUtf8() {
        return charset().equals(StandardCharsets.UTF_8);
    }

    private Charset charset() {
        try {
            return Charset.forName(charsetName);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw FileErrors.badCharset(charsetName, e);
        }
    }

    @Override
    public Reader createReader(Configuration config, FSDataInputStream stream) throws IOException {
        return new Reader(new BufferedReader(new InputStreamReader(stream, charset())));
    }

    @Override
    public TypeInformation<String> getProducedType() {
        return Types.STRING;
    }

    /** The lines of one file. */
    public static final class Reader implements StreamFormat.Reader<String> {
        private final BufferedReader reader;

        private Reader(BufferedReader reader) {
            this.reader = reader;
        }

        @Override
        public @Nullable String read() throws IOException {
            return reader.readLine();
        }

        @Override
        public void close() throws IOException {
            reader.close();
        }
    }
}
