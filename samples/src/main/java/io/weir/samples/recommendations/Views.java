package io.weir.samples.recommendations;

import io.weir.samples.shared.Seeded;
import java.io.Serializable;
import java.util.List;

/** View i, always the same one for a seed: six users, each of whom looks mostly at one kind of products for a while, then at another. */
final class Views implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final String[] USERS = {"ada", "bob", "cyd", "dee", "eve", "fay"};
    private static final int VIEWS_OF_A_MOOD = 25;
    private static final double FAITHFUL = 0.85;

    private final Seeded seeded;

    Views(long seed) {
        seeded = new Seeded(seed);
    }

    View at(long i) {
        int user = (int) (i % USERS.length);
        long mood = i / USERS.length / VIEWS_OF_A_MOOD * USERS.length + user;
        List<String> kinds = Catalogue.kinds();
        int kind = seeded.fraction(i, 0) < FAITHFUL
                ? seeded.pick(-mood - 2, 0, kinds.size())
                : seeded.pick(i, 1, kinds.size());
        List<String> products = Catalogue.productsOf(kinds.get(kind));
        return new View(USERS[user], products.get(seeded.pick(i, 2, products.size())));
    }
}
