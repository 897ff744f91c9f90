package io.firebreak.chaos.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** The instance types of a load, each as often as a fleet has room for it, in a seeded order. */
final class TypeDeck {
    private final List<String> deck = new ArrayList<>();

    /** Small types of the families a fleet has most hosts of, by the number of them that fits on those hosts. */
    TypeDeck(long seed) {
        add("c5.large", 22);
        add("m5.large", 17);
        add("m6i.large", 16);
        add("c6i.large", 12);
        add("c7g.medium", 10);
        add("r5.large", 8);
        add("r6i.large", 8);
        add("t3.nano", 5);
        Collections.shuffle(deck, new Random(seed));
    }

    private void add(String type, int times) {
        deck.addAll(Collections.nCopies(times, type));
    }

    String type(int number) {
        return deck.get(number % deck.size());
    }
}
