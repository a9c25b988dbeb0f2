package io.weir.checkpoint;

import java.util.ArrayList;
import java.util.List;

/** Writes down what was asked for, in words, so that a test reads as the protocol does. */
final class AlignmentScript implements BarrierHandler.Effects {
    private final List<String> lines = new ArrayList<>();

    @Override
    public void hold(int channel) {
        lines.add("hold " + channel);
    }

    @Override
    public void snapshot(CheckpointId id) {
        lines.add("snapshot " + id);
    }

    @Override
    public void abandon(CheckpointId id) {
        lines.add("abandon " + id);
    }

    @Override
    public void resumeAll() {
        lines.add("resume");
    }

    List<String> take() {
        List<String> taken = List.copyOf(lines);
        lines.clear();
        return taken;
    }
}
