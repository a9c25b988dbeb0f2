package io.weir.actors.exchange.socket;

import io.weir.actors.exchange.ExchangeMessage;
import io.weir.actors.exchange.ExchangeMessage.Credit;
import io.weir.actors.exchange.ExchangeMessage.Deliver;
import io.weir.checkpoint.CheckpointOrder;
import io.weir.fuzz.FuzzTarget;
import io.weir.runtime.element.Barrier;
import io.weir.runtime.element.EncodedBatch;
import io.weir.runtime.element.StreamElement;
import io.weir.runtime.element.Watermark;
import java.io.NotSerializableException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.NullMarked;

/** Frames of the data plane's own connections, without their lengths. The first frame of a connection, which introduces it, is tried as well. */
@NullMarked
public final class SocketFrameTarget implements FuzzTarget<SocketFrameTarget.Frame> {
    private static final int MAX_ELEMENT_BYTES = 64 * 1024;
    private static final String COOKIE = "secret";

    /** What a frame says. */
    public record Frame(long receiver, ExchangeMessage message) {}

    @Override
    public String name() {
        return "socket-frame";
    }

    @Override
    public String what() {
        return "frames of the data plane's own connections (`Frames`, `MessageFormat`)";
    }

    @Override
    public List<byte[]> seeds() {
        List<byte[]> seeds = new ArrayList<>();
        for (StreamElement element : List.of(
                new EncodedBatch(new byte[] {0, 0, 5, 0, 0, 0, 1}, 7, 1),
                new Watermark(-5),
                new Barrier(CheckpointOrder.checkpoint(7, 8)))) {
            seeds.add(encode(new Frame(1L << 50, new Deliver(3, 65_536, 1L << 40, element))));
        }
        seeds.add(encode(new Frame(5, new Credit(3, 65_536, 1L << 40, 1L << 41))));
        byte[] hello = new byte[Frames.hello(COOKIE).remaining() - 4];
        Frames.hello(COOKIE).position(4).get(hello);
        seeds.add(hello);
        return seeds;
    }

    @Override
    public Frame decode(byte[] input) throws NotSerializableException {
        Frames.isHello(ByteBuffer.wrap(input), COOKIE);
        List<Frame> frames = new ArrayList<>();
        Frames.read(
                ByteBuffer.wrap(input),
                MAX_ELEMENT_BYTES,
                (receiver, message) -> frames.add(new Frame(receiver, message)));
        return frames.get(0);
    }

    @Override
    public byte[] encode(Frame frame) {
        ByteBuffer into = ByteBuffer.allocate(Frames.sizeOf(frame.message()));
        Frames.write(frame.receiver(), frame.message(), into);
        byte[] withoutLength = new byte[into.position() - 4];
        into.flip().position(4).get(withoutLength);
        return withoutLength;
    }

    @Override
    public boolean isRefusal(Throwable thrown) {
        return thrown instanceof NotSerializableException;
    }

    @Override
    public boolean same(Frame one, Frame other) {
        return Arrays.equals(encode(one), encode(other));
    }
}
