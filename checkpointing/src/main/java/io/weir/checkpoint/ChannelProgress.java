package io.weir.checkpoint;

/** The newest barrier of each channel of one gate; refuses those that do not rise. */
final class ChannelProgress {
    private final long[] newest; // of each channel; 0 before its first barrier
    private long highest;

    ChannelProgress(int channels) {
        if (channels < 1) {
            throw new IllegalArgumentException(channels
                    + " input channels leave nothing to align; a source is triggered by the coordinator instead");
        }
        this.newest = new long[channels];
    }

    int channels() {
        return newest.length;
    }

    void advance(int channel, CheckpointId id) {
        if (id.value() <= newest[channel]) {
            throw new ProtocolException("channel " + channel + " sent " + id + " after cp-" + newest[channel]
                    + "; barriers of one channel must rise. Restart the job from its last checkpoint");
        }
        newest[channel] = id.value();
        highest = Math.max(highest, id.value());
    }

    /** Whether some channel has gone beyond {@code id}, so that not every channel can stand at it any more. */
    boolean anyBeyond(CheckpointId id) {
        return highest > id.value();
    }
}
