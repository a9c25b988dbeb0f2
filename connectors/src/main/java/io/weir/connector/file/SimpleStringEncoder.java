package io.weir.connector.file;

import io.weir.api.argument.Argument;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;

/** Writes {@code toString()} and a {@code \n}. An element whose text has line breaks takes several lines. */
public final class SimpleStringEncoder<T> implements Encoder<T> {
    private static final long serialVersionUID = 1;

    private final String charsetName;
    private transient Charset charset;

    /** In UTF-8. */
    public SimpleStringEncoder() {
        this(StandardCharsets.UTF_8.name());
    }

    /** @throws IllegalArgumentException [API-297] if this machine does not know the character set */
    public SimpleStringEncoder(String charsetName) {
        this.charsetName = Argument.named(charsetName, "charsetName");
        try {
            this.charset = Charset.forName(charsetName);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw FileErrors.badCharset(charsetName, e);
        }
    }

    @Override
    public void encode(T element, OutputStream stream) throws IOException {
        stream.write(String.valueOf(element).getBytes(charset));
        stream.write('\n');
    }

    private Object readResolve() {
        return new SimpleStringEncoder<T>(charsetName); // a charset does not travel
    }
}
