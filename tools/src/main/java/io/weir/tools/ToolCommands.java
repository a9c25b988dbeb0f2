package io.weir.tools;

import io.weir.launch.CommandProvider;
import java.util.List;

/** The commands that only a source tree has, and that bring their own clusters. */
public final class ToolCommands implements CommandProvider {
    @Override
    public List<Object> commands() {
        return List.of(new DemoCommand(), new SimulateCommand(), new ChaosCommand(), new SoakCommand());
    }

    @Override
    public void beforeLogging(String[] arguments) {
        SimulateCommand.quietIfCalled(arguments);
    }
}
