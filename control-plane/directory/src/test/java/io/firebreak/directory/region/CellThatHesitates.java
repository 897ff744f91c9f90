package io.firebreak.directory.region;

import java.util.concurrent.CountDownLatch;

/** A cell that takes no tenants and does not answer who brings them until it is told to go on. */
public final class CellThatHesitates extends CellThatConfirms {
    private final CountDownLatch mayTake;

    public CellThatHesitates() {
        this(new CountDownLatch(1));
    }

    private CellThatHesitates(CountDownLatch mayTake) {
        super(0, () -> {
            mayTake.await();
            return true;
        });
        this.mayTake = mayTake;
    }

    public void goOn() {
        mayTake.countDown();
    }

    @Override
    public void close() {
        goOn();
        super.close();
    }
}
