package io.weir.runtime.element;

import io.weir.api.serde.BinaryOutput;
import io.weir.api.serde.Codec;
import io.weir.api.serde.CodecRegistry;
import io.weir.api.serde.GeneratedCodec;
import io.weir.api.serde.TypeTable;
import io.weir.api.serde.UnsupportedTypeException;
import io.weir.runtime.failure.FailureKind;
import io.weir.runtime.failure.Quoted;
import io.weir.runtime.failure.WeirException;
import java.util.Arrays;

/**
 * The checking mode: remembers of each record that an operator sends, and that can change, what its bytes were, and compares them when the record is
 * read. Records of a class whose codec is the user's are looked at too, whatever that says of them. Costs two encodings a record: for tests.
 */
public final class RecordCheck {
    private final CodecRegistry codecs;
    private final String sender;
    private final String receiver;

    /** The two operators, as sentences name them. */
    public RecordCheck(CodecRegistry codecs, String sender, String receiver) {
        this.codecs = codecs;
        this.sender = sender;
        this.receiver = receiver;
    }

    /** Stands for what is in a record now; 0 if that cannot change, or the record has no codec. */
    int print(Object value) {
        try {
            Codec<?> codec = codecs.codecFor(value.getClass());
            if (codec.isImmutable() && !isOfTheUser(codec)) {
                return 0;
            }
            BinaryOutput bytes = new BinaryOutput(64);
            new TypeTable(codecs).writeValue(value, bytes);
            int print = Arrays.hashCode(bytes.toByteArray());
            return print == 0 ? 1 : print;
        } catch (UnsupportedTypeException e) {
            return 0; // it does not leave its process, and cannot be copied
        }
    }

    /** Refuses a record that is not any more what it was. */
    void verify(Object value, int print) {
        if (print != 0 && print(value) != print) {
            throw new WeirException(
                    FailureKind.USER_CODE,
                    "[API-266] A record that " + sender + " emitted was changed before " + receiver + " read it: a "
                            + value.getClass().getName() + ", now " + Quoted.of(value)
                            + ". With enableObjectReuse() a function neither keeps nor changes what it has emitted: let "
                            + sender
                            + " emit a new object each time, or leave enableObjectReuse() out. A codec of your own must copy all that can change.");
        }
    }

    private static boolean isOfTheUser(Codec<?> codec) {
        return !(codec instanceof GeneratedCodec) && !codec.getClass().getName().startsWith("io.weir.api.serde.");
    }
}
