package io.weir.benchmarks.peers;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import com.fasterxml.jackson.dataformat.smile.databind.SmileMapper;
import io.weir.benchmarks.kit.Harness;
import io.weir.benchmarks.kit.Options;
import io.weir.benchmarks.kit.Rec;
import io.weir.benchmarks.kit.Workload;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Cost of encoding and decoding one W1 record: hand-written binary, Jackson CBOR, Jackson Smile. */
public final class SerdeMicro {
    private SerdeMicro() {}

    interface Codec {
        int encode(Rec r) throws Exception;

        Rec decode() throws Exception;
    }

    public static void main(String[] args) throws Exception {
        Options o = new Options(args);
        Map<String, Codec> codecs = new LinkedHashMap<>();
        codecs.put("hand-written", new Binary());
        codecs.put("jackson-cbor", new Jackson(new CBORMapper()));
        codecs.put("jackson-smile", new Jackson(new SmileMapper()));
        long records = o.number("records", 5_000_000);
        for (int round = 0; round < 4; round++) {
            for (Map.Entry<String, Codec> e : codecs.entrySet()) {
                Codec c = e.getValue();
                long bytes = 0, check = 0;
                Rec[] input = new Rec[4096];
                for (int n = 0; n < input.length; n++) input[n] = Workload.rec(n);
                long t = System.nanoTime();
                for (long i = 0; i < records; i++) bytes += c.encode(input[(int) i & 4095]);
                long encode = System.nanoTime() - t;
                t = System.nanoTime();
                for (long i = 0; i < records; i++) check += c.decode().payload.length();
                long decode = System.nanoTime() - t;
                if (round == 0) continue;
                Map<String, Object> out = new LinkedHashMap<>();
                out.put("engine", "serde-micro");
                out.put("label", e.getKey());
                out.put("workload", "serde");
                out.put("records", records);
                out.put("bytes_per_record", bytes / records);
                out.put("encode_ns", Harness.round(encode / (double) records));
                out.put("decode_ns", Harness.round(decode / (double) records));
                out.put("checksum", Long.toHexString(check));
                System.out.println(new ObjectMapper().writeValueAsString(out));
            }
        }
    }

    private static final class Binary implements Codec {
        private final ByteBuffer buffer = ByteBuffer.allocate(4096);

        @Override
        public int encode(Rec r) {
            byte[] text = r.payload.getBytes(StandardCharsets.UTF_8);
            buffer.clear().putLong(r.id).putLong(r.key).putInt(text.length).put(text);
            return buffer.position();
        }

        @Override
        public Rec decode() {
            buffer.position(0);
            long id = buffer.getLong(), key = buffer.getLong();
            int n = buffer.getInt();
            return new Rec(id, key, new String(buffer.array(), buffer.position(), n, StandardCharsets.UTF_8));
        }
    }

    private static final class Jackson implements Codec {
        private final ObjectWriter writer;
        private final ObjectReader reader;
        private byte[] last;

        Jackson(ObjectMapper mapper) {
            writer = mapper.writerFor(Rec.class);
            reader = mapper.readerFor(Rec.class);
        }

        @Override
        public int encode(Rec r) throws Exception {
            return (last = writer.writeValueAsBytes(r)).length;
        }

        @Override
        public Rec decode() throws Exception {
            return reader.readValue(last);
        }
    }
}
