package io.firebreak.chaos.load;

import io.firebreak.chaos.gameday.GameDay.Mix;
import io.firebreak.chaos.measure.IntentKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Deals the kinds of one tenant's intents like cards: each time through the deck every kind comes up exactly as often as
 * the mix says, in another order. So two tenants with the same number of intents have nearly the same mix, which
 * independent draws would not give.
 */
final class Deck {
    /** Shares are dealt exactly when they are multiples of 1/1000, and rounded otherwise. */
    private static final int LARGEST = 1_000;

    private static final double EXACT = 1e-6;

    private final RandomGenerator chance;
    private final List<IntentKind> cards;
    private int next;

    Deck(Mix mix, RandomGenerator chance) {
        this.chance = chance;
        this.cards = cards(mix);
        this.next = cards.size();
    }

    IntentKind deal() {
        if (next == cards.size()) {
            Collections.shuffle(cards, Random.from(chance));
            next = 0;
        }
        return cards.get(next++);
    }

    private static List<IntentKind> cards(Mix mix) {
        int size = smallestExact(mix);
        List<IntentKind> cards = new ArrayList<>(size);
        for (IntentKind kind : IntentKind.values()) {
            cards.addAll(Collections.nCopies((int) Math.round(share(mix, kind) * size), kind));
        }
        return cards;
    }

    private static int smallestExact(Mix mix) {
        return IntStream.range(1, LARGEST)
                .filter(size -> Arrays.stream(IntentKind.values()).allMatch(kind -> isWhole(share(mix, kind) * size)))
                .findFirst()
                .orElse(LARGEST);
    }

    private static boolean isWhole(double cards) {
        return Math.abs(cards - Math.rint(cards)) < EXACT;
    }

    private static double share(Mix mix, IntentKind kind) {
        return switch (kind) {
            case LAUNCH -> mix.launch();
            case LIST -> mix.list();
            case DESCRIBE -> mix.describe();
            case TERMINATE -> mix.terminate();
        };
    }
}
