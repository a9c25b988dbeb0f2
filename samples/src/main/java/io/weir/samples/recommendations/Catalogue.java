package io.weir.samples.recommendations;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the shop sells, by kind. */
final class Catalogue {
    private static final Map<String, List<String>> PRODUCTS = new TreeMap<>(Map.of(
            "books", List.of("novel", "atlas", "poems", "cookbook", "comic", "diary"),
            "garden", List.of("spade", "rake", "hose", "seeds", "gloves", "lantern"),
            "kitchen", List.of("kettle", "pan", "whisk", "grater", "toaster", "apron"),
            "music", List.of("violin", "drum", "flute", "guitar", "piano", "horn")));

    private Catalogue() {}

    static List<String> kinds() {
        return List.copyOf(PRODUCTS.keySet());
    }

    static List<String> productsOf(String kind) {
        return PRODUCTS.getOrDefault(kind, List.of());
    }

    /** @throws IllegalArgumentException if the shop does not have it */
    static String kindOf(String product) {
        return PRODUCTS.entrySet().stream()
                .filter(kind -> kind.getValue().contains(product))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("The shop has no product '" + product + "'."))
                .getKey();
    }
}
