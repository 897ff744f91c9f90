package io.firebreak.assigner.analysis;

import java.util.AbstractList;
import java.util.RandomAccess;
import java.util.function.IntFunction;

/** Names made from numbers when asked for, so that a million of them take no memory. */
final class Numbered<T> extends AbstractList<T> implements RandomAccess {
    private final int size;
    private final IntFunction<T> named;

    /** @param named from 1 */
    Numbered(int size, IntFunction<T> named) {
        this.size = size;
        this.named = named;
    }

    @Override
    public T get(int index) {
        return named.apply(index + 1);
    }

    @Override
    public int size() {
        return size;
    }
}
