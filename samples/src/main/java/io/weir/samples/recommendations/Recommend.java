package io.weir.samples.recommendations;

import io.weir.api.Collector;
import io.weir.api.OutputTag;
import io.weir.api.function.KeyedProcessFunction;
import io.weir.api.function.OpenContext;
import io.weir.api.state.ListState;
import io.weir.api.state.ListStateDescriptor;
import io.weir.api.state.ValueState;
import io.weir.api.state.ValueStateDescriptor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Keeps the last five products each user looked at in list state, and recommends another one of the kind that most of them are of.
 */
final class Recommend extends KeyedProcessFunction<String, View, Recommendation> {
    static final OutputTag<ShopperSoFar> SO_FAR = new OutputTag<>("so-far");
    static final OutputTag<ShopperSoFar> LAST = new OutputTag<>("last");
    private static final long serialVersionUID = 1L;
    private static final int REMEMBERED = 5;

    @SuppressWarnings("NullAway.Init") // open() sets it
    private transient ListState<String> lastViewed;

    @SuppressWarnings("NullAway.Init")
    private transient ValueState<ShopperSoFar> shopper;

    @Override
    public void open(OpenContext context) {
        lastViewed = getRuntimeContext().getListState(new ListStateDescriptor<>("last-viewed", String.class));
        shopper = getRuntimeContext().getState(new ValueStateDescriptor<>("shopper", ShopperSoFar.class));
    }

    @Override
    public void processElement(View view, Context context, Collector<Recommendation> out) throws Exception {
        ShopperSoFar before = shopper.value();
        if (before == null) {
            before = ShopperSoFar.unknown(view.user());
            context.timerService().registerEventTimeTimer(Long.MAX_VALUE); // fires when the input has ended
        }
        List<String> viewed = remember(view.product());
        String next = next(viewed);
        ShopperSoFar after = before.viewed(view.product(), next);
        shopper.update(after);
        context.output(SO_FAR, after);
        if (before.shown().isEmpty() || !Catalogue.kindOf(before.shown()).equals(Catalogue.kindOf(next))) {
            out.collect(new Recommendation(view.user(), next, viewed));
        }
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<Recommendation> out) throws Exception {
        ShopperSoFar last = shopper.value();
        if (last != null) {
            context.output(LAST, last);
        }
        shopper.clear();
        lastViewed.clear();
    }

    /** A product that is looked at again is the latest again, not twice in the list. */
    private List<String> remember(String product) throws Exception {
        List<String> viewed = new ArrayList<>();
        lastViewed.get().forEach(viewed::add);
        viewed.remove(product);
        viewed.add(product);
        if (viewed.size() > REMEMBERED) {
            viewed.remove(0);
        }
        lastViewed.update(viewed);
        return List.copyOf(viewed);
    }

    /** The first product of the kind that has not just been looked at: there is one, a kind has more products than are remembered. */
    private static String next(List<String> viewed) {
        return Catalogue.productsOf(favourite(viewed)).stream()
                .filter(product -> !viewed.contains(product))
                .findFirst()
                .orElseThrow();
    }

    /** The kind of most of them; of two that are equal, that of the later product. */
    private static String favourite(List<String> viewed) {
        Map<String, Integer> counts = new HashMap<>();
        String favourite = "";
        for (String product : viewed) {
            String kind = Catalogue.kindOf(product);
            int count = counts.merge(kind, 1, Integer::sum);
            if (count >= counts.getOrDefault(favourite, 0)) {
                favourite = kind;
            }
        }
        return favourite;
    }
}
