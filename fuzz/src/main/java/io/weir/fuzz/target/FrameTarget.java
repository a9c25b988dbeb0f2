package io.weir.fuzz.target;

import io.weir.actors.exchange.ExchangeMessage;
import io.weir.actors.exchange.ExchangeMessage.Credit;
import io.weir.actors.exchange.ExchangeMessage.Deliver;
import io.weir.actors.exchange.ExchangeSerializer;
import io.weir.checkpoint.CheckpointOrder;
import io.weir.fuzz.FuzzTarget;
import io.weir.runtime.element.Barrier;
import io.weir.runtime.element.CancelBarrier;
import io.weir.runtime.element.ChannelStatus;
import io.weir.runtime.element.EncodedBatch;
import io.weir.runtime.element.EndOfInput;
import io.weir.runtime.element.Probe;
import io.weir.runtime.element.StreamElement;
import io.weir.runtime.element.Watermark;
import java.io.ByteArrayOutputStream;
import java.io.NotSerializableException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Messages of the data plane: a byte for the manifest, then the message. */
public final class FrameTarget implements FuzzTarget<ExchangeMessage> {
    private final ExchangeSerializer serializer = new ExchangeSerializer(Actors.system());

    @Override
    public String name() {
        return "frame";
    }

    @Override
    public String what() {
        return "frames of the data plane (`ExchangeSerializer`)";
    }

    @Override
    public List<byte[]> seeds() {
        List<byte[]> seeds = new ArrayList<>();
        for (StreamElement element : List.of(
                new EncodedBatch(new byte[] {0, 0, 5, 0, 0, 0, 1}, 7, 1),
                new Watermark(-5),
                ChannelStatus.IDLE,
                ChannelStatus.ACTIVE,
                new Barrier(CheckpointOrder.checkpoint(7, 1_700_000_000_000L)),
                new CancelBarrier(8),
                EndOfInput.INSTANCE,
                Probe.INSTANCE)) {
            seeds.add(encode(new Deliver(3, 65_536, 1L << 40, element)));
        }
        seeds.add(encode(new Credit(3, 65_536, 1L << 40, 1L << 41)));
        return seeds;
    }

    @Override
    public ExchangeMessage decode(byte[] input) throws NotSerializableException {
        String manifest = new String(input, 0, Math.min(1, input.length), StandardCharsets.ISO_8859_1);
        byte[] message = Arrays.copyOfRange(input, Math.min(1, input.length), input.length);
        return (ExchangeMessage) serializer.fromBinary(message, manifest);
    }

    @Override
    public byte[] encode(ExchangeMessage message) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(serializer.manifest(message).getBytes(StandardCharsets.ISO_8859_1));
        out.writeBytes(serializer.toBinary(message));
        return out.toByteArray();
    }

    @Override
    public boolean isRefusal(Throwable thrown) {
        return thrown instanceof NotSerializableException;
    }

    @Override
    public boolean same(ExchangeMessage one, ExchangeMessage other) {
        return Arrays.equals(encode(one), encode(other));
    }
}
