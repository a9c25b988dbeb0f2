package io.weir.actors.journal;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** Every sentence about a leader that hangs, side by side. */
final class HungLeaderErrors {
    private HungLeaderErrors() {}

    static String ended(JournalHolder holder, String by, Duration grace) {
        return "[CFG-230] Process " + holder.pid() + " was ended (SIGKILL) by node " + by + ". It was node "
                + holder.node()
                + " and led; the cluster has removed it because it could not be reached, and " + grace
                + " later it still had the file of the journal open, so that nobody could lead. Start it again if no service manager does; "
                + "with weir.hung-leader.end = off it would stay.";
    }

    static String wasEnded(JournalHolder holder, String address) {
        return "[CFG-231] The process at " + address + " before this one (number " + holder.pid()
                + ") was ended by the node that leads now. It led, hung, was removed from the cluster and still had the file of the "
                + "journal open. Nothing is lost; find out what stopped it (memory, swap, a debugger).";
    }

    static String notEnded(JournalHolder holder, String why) {
        return "[CFG-232] The leader before still has the file of the journal open, and nobody can lead. Process "
                + holder.pid()
                + " (node " + holder.node()
                + ") was removed from the cluster and does not end; this node does not end it: "
                + why + ". End it by hand: kill -9 " + holder.pid() + ".";
    }

    static String notWritten(Path file, IOException why) {
        return "[CFG-233] This node leads, but could not write which process it is to " + file + ". " + why
                + ". If it hangs, the next leader cannot end it and waits for the journal. Make room, or mend the permissions of that folder.";
    }
}
