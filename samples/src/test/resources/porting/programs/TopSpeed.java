// Written for Weir's tests in the style of Flink 1.x programs; not a copy of one.
package programs;

import java.util.concurrent.TimeUnit;

import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.java.tuple.Tuple4;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.source.SourceFunction;
import org.apache.flink.streaming.api.functions.windowing.delta.DeltaFunction;
import org.apache.flink.streaming.api.windowing.assigners.GlobalWindows;
import org.apache.flink.streaming.api.windowing.evictors.TimeEvictor;
import org.apache.flink.streaming.api.windowing.time.Time;
import org.apache.flink.streaming.api.windowing.triggers.DeltaTrigger;

/** For each car, whenever it has driven another 50 meters: the fastest of its last ten seconds. */
public class TopSpeed {

    public static void main(String[] args) throws Exception {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        env.getConfig().setAutoWatermarkInterval(50L);

        DataStream<Tuple4<Integer, Integer, Double, Long>> carData =
                env.addSource(new CarSource(2, 40)).name("in-memory-source");

        DataStream<Tuple4<Integer, Integer, Double, Long>> topSpeeds =
                carData.assignTimestampsAndWatermarks(
                                WatermarkStrategy
                                        .<Tuple4<Integer, Integer, Double, Long>>forMonotonousTimestamps()
                                        .withTimestampAssigner((car, ts) -> car.f3))
                        .keyBy(value -> value.f0)
                        .window(GlobalWindows.create())
                        .evictor(TimeEvictor.of(Time.of(10, TimeUnit.SECONDS)))
                        .trigger(
                                DeltaTrigger.of(
                                        50,
                                        new DeltaFunction<Tuple4<Integer, Integer, Double, Long>>() {
                                            private static final long serialVersionUID = 1L;

                                            @Override
                                            public double getDelta(
                                                    Tuple4<Integer, Integer, Double, Long> oldDataPoint,
                                                    Tuple4<Integer, Integer, Double, Long> newDataPoint) {
                                                return newDataPoint.f2 - oldDataPoint.f2;
                                            }
                                        },
                                        carData.getType().createSerializer(env.getConfig())))
                        .maxBy(1);

        if (args.length > 0) {
            topSpeeds.writeAsText(args[0]).setParallelism(1);
        } else {
            topSpeeds.print();
        }
        env.execute("CarTopSpeedWindowingExample");
    }

    /** Cars drive one second after the other, each faster and slower again. */
    private static class CarSource implements SourceFunction<Tuple4<Integer, Integer, Double, Long>> {
        private static final long serialVersionUID = 1L;

        private final int cars;
        private final int seconds;
        private volatile boolean isRunning = true;

        private CarSource(int cars, int seconds) {
            this.cars = cars;
            this.seconds = seconds;
        }

        @Override
        public void run(SourceContext<Tuple4<Integer, Integer, Double, Long>> ctx) throws Exception {
            double[] distances = new double[cars];
            for (int second = 0; isRunning && second < seconds; second++) {
                for (int carId = 0; carId < cars; carId++) {
                    int speed = 20 + 5 * ((second + carId) % 7);
                    distances[carId] += speed / 3.6d;
                    ctx.collect(new Tuple4<>(carId, speed, distances[carId], second * 1000L));
                }
            }
        }

        @Override
        public void cancel() {
            isRunning = false;
        }
    }
}
