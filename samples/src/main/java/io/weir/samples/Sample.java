package io.weir.samples;

import io.weir.samples.asyncio.AsyncIo;
import io.weir.samples.clickthrough.ClickThrough;
import io.weir.samples.earthquakes.Earthquakes;
import io.weir.samples.fraud.FraudDetectionJob;
import io.weir.samples.recommendations.Recommendations;
import io.weir.samples.risk.RiskControl;
import io.weir.samples.rules.RulesJob;
import io.weir.samples.sensors.WeatherStation;
import io.weir.samples.sessions.Sessions;
import io.weir.samples.sideoutputs.SideOutputs;
import io.weir.samples.socket.SocketWordCount;
import io.weir.samples.stocks.StockMonitor;
import io.weir.samples.topspeed.TopSpeed;
import io.weir.samples.windowedwordcount.WindowedWordCount;
import io.weir.samples.windowjoin.WindowJoin;
import io.weir.samples.wordcount.WordCount;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A program that users copy, and what {@code ./weir run} calls it.
 *
 * @param what it shows, in half a line
 */
public record Sample(String name, Class<?> program, String what) {
    private static final List<Sample> ALL = List.of(
            new Sample("word-count", WordCount.class, "counts the words of a text"),
            new Sample("socket-word-count", SocketWordCount.class, "counts the words you type into nc -lk 9999"),
            new Sample("windowed-word-count", WindowedWordCount.class, "count windows that slide"),
            new Sample("sessions", Sessions.class, "session windows: visits made of clicks that come out of order"),
            new Sample("top-speed", TopSpeed.class, "a global window with a delta trigger and an evictor"),
            new Sample("window-join", WindowJoin.class, "two streams paired by key and window"),
            new Sample(
                    "side-outputs", SideOutputs.class, "one operator with three outputs: bad lines do not end the job"),
            new Sample("async-io", AsyncIo.class, "a slow server asked about each record, without waiting"),
            new Sample("rules", RulesJob.class, "rules that change while the job runs: broadcast state"),
            new Sample(
                    "earthquakes", Earthquakes.class, "real data out of order, by region and hour; late reports apart"),
            new Sample("fraud-detection", FraudDetectionJob.class, "keyed state and timers find suspicious payments"),
            new Sample(
                    "recommendations", Recommendations.class, "list state: what to show who looked at these products"),
            new Sample(
                    "risk-control", RiskControl.class, "list state: payments judged by those of the last ten minutes"),
            new Sample(
                    "weather-station",
                    WeatherStation.class,
                    "aggregating state: moving averages of sensors, and alarms"),
            new Sample("click-through", ClickThrough.class, "reducing state: how often advertisements are clicked"),
            new Sample("stock-monitor", StockMonitor.class, "value state: jumps of prices, and averages by volume"));

    /** In the order in which one reads them. */
    public static List<Sample> all() {
        return ALL;
    }

    public static Optional<Sample> find(String name) {
        return ALL.stream().filter(sample -> sample.name.equals(name)).findFirst();
    }

    /** A line for each: its name and what it shows. */
    public static String list() {
        int width = ALL.stream().mapToInt(sample -> sample.name.length()).max().orElse(0);
        return ALL.stream()
                .map(sample -> "  " + sample.name + " ".repeat(width + 2 - sample.name.length()) + sample.what)
                .collect(Collectors.joining(System.lineSeparator()));
    }
}
