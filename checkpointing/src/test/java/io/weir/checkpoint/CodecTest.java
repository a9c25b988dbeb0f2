package io.weir.checkpoint;

import static io.weir.checkpoint.CheckpointFixtures.cp;
import static io.weir.checkpoint.CheckpointFixtures.manifest;
import static io.weir.checkpoint.CheckpointFixtures.shared;
import static io.weir.checkpoint.CheckpointFixtures.snapshot;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.checkpoint.LedgerEvent.CheckpointAborted;
import io.weir.checkpoint.LedgerEvent.CheckpointCompleted;
import io.weir.checkpoint.LedgerEvent.CheckpointDiscarded;
import io.weir.checkpoint.LedgerEvent.CheckpointTriggered;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CodecTest {
    private static final CheckpointManifest MANIFEST = manifest(3, 2, shared(1, "000007.sst"));

    @Test
    void anAcknowledgementComesBackAsItWas() throws CheckpointException {
        SubtaskSnapshot before = snapshot(2, 1, shared(1, "000007.sst"));
        SubtaskSnapshot after = SnapshotCodec.decode(SnapshotCodec.encode(before));

        assertThat(after).usingRecursiveComparison().isEqualTo(before);
        assertThat(after.files()).containsExactly(shared(1, "000007.sst"));
    }

    @Test
    void aManifestComesBackAsItWas() throws CheckpointException {
        CheckpointManifest after = ManifestCodec.decode(ManifestCodec.encode(MANIFEST), "m");
        assertThat(after).usingRecursiveComparison().isEqualTo(MANIFEST);
    }

    @Test
    void aManifestListsEveryFile() {
        assertThat(MANIFEST.files())
                .containsExactly(shared(1, "000007.sst"), CheckpointFixtures.own(3, "committables"));
    }

    /** If this fails, the format has changed: raise its version, keep the old reader, and add a golden file; never edit this one. */
    @Test
    void aManifestOfFormat1IsStillReadAndStillWrittenTheSame() throws IOException {
        byte[] golden;
        try (InputStream in = Objects.requireNonNull(CodecTest.class.getResourceAsStream("/manifest-1.hex"))) {
            golden = HexFormat.of().parseHex(new String(in.readAllBytes(), StandardCharsets.US_ASCII).strip());
        }
        assertThat(ManifestCodec.decode(golden, "manifest-1.hex"))
                .usingRecursiveComparison()
                .isEqualTo(MANIFEST);
        assertThat(HexFormat.of().formatHex(ManifestCodec.encode(MANIFEST)))
                .isEqualTo(HexFormat.of().formatHex(golden));
    }

    @Test
    void aNewerFormatNamesBothVersions() {
        byte[] bytes = ManifestCodec.encode(MANIFEST);
        bytes[7] = 9;
        reseal(bytes);

        assertThatThrownBy(() -> ManifestCodec.decode(bytes, "job/chk-3/manifest-e2"))
                .hasMessageStartingWith("[CKP-403] the manifest job/chk-3/manifest-e2 has format 9")
                .hasMessageContaining("reads formats 1 to 1");
    }

    @Test
    void bytesThatAreNoManifestAreNamedAsSuch() {
        assertThatThrownBy(() -> ManifestCodec.decode(new byte[100], "x")).hasMessageStartingWith("[CKP-402]");
        assertThatThrownBy(() -> ManifestCodec.decode(new byte[3], "x"))
                .hasMessageStartingWith("[CKP-401] the manifest x has 3 bytes instead of");
    }

    @Test
    void everyFlippedBitAndEveryTruncationIsNoticed() {
        byte[] whole = ManifestCodec.encode(MANIFEST);
        for (int bit = 0; bit < whole.length * 8; bit++) {
            byte[] bytes = whole.clone();
            bytes[bit / 8] ^= (byte) (1 << (bit % 8));
            assertThatThrownBy(() -> ManifestCodec.decode(bytes, "m")).isInstanceOf(CheckpointException.class);
        }
        for (int length = 0; length < whole.length; length++) {
            byte[] bytes = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> ManifestCodec.decode(bytes, "m")).isInstanceOf(CheckpointException.class);
        }
    }

    /** A forged or buggy content with a right checksum: refused in words, without a stack trace of ours or a huge allocation. */
    @Test
    void damageBehindARightChecksumIsRefusedInWords() {
        Random random = new Random(42);
        byte[] whole = ManifestCodec.encode(MANIFEST);
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = whole.clone();
            for (int n = 1 + random.nextInt(4); n > 0; n--) {
                bytes[8 + random.nextInt(bytes.length - 12)] = (byte) random.nextInt();
            }
            reseal(bytes);
            try {
                ManifestCodec.decode(bytes, "m");
            } catch (CheckpointException refused) {
                assertThat(refused.code()).isEqualTo("CKP-402");
            }
        }
    }

    @Test
    void everyLedgerEventComesBackAsItWas() throws CheckpointException {
        List<LedgerEvent> events = List.of(
                new CheckpointTriggered(cp(7), CheckpointKind.SAVEPOINT, 3, 1_700_000_000_000L),
                new CheckpointCompleted(cp(7), CheckpointFixtures.manifestRef(7), 1L << 40, 5),
                new CheckpointAborted(cp(8), AbortReason.EXPIRED, "subtask 1.0 is slow", 6),
                new CheckpointDiscarded(cp(1)));
        assertThat(events).hasSameSizeAs(LedgerEvent.class.getPermittedSubclasses());
        for (LedgerEvent event : events) {
            assertThat(LedgerCodec.decodeEvent(LedgerCodec.encode(event))).isEqualTo(event);
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyReasonSurvivesTheJournal(AbortReason reason) throws CheckpointException {
        LedgerEvent event = new CheckpointAborted(cp(1), reason, "", 0);
        assertThat(LedgerCodec.decodeEvent(LedgerCodec.encode(event))).isEqualTo(event);
    }

    @Test
    void theChecksumOfTheManifestIsPartOfItsReference() {
        assertThatThrownBy(() -> new ManifestRef("../etc/passwd", 1, 1)).hasMessageStartingWith("[CKP-401]");
    }

    private static void reseal(byte[] bytes) {
        int crc = (int) SealedBytes.crc32c(bytes, bytes.length - 4);
        for (int i = 0; i < 4; i++) {
            bytes[bytes.length - 4 + i] = (byte) (crc >>> (24 - 8 * i));
        }
    }
}
