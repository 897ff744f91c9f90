package io.firebreak.cell.wire;

import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says once that something failed and once that it works again, however often it is tried in between. */
public final class OutageLog {
    private static final Logger log = LoggerFactory.getLogger(OutageLog.class);

    private final String what;
    private final AtomicBoolean failing = new AtomicBoolean();

    /** @param what is tried, as the subject of a sentence */
    public OutageLog(String what) {
        this.what = what;
    }

    /** Runs one try, and logs instead of throwing. True if it worked. */
    public boolean attempt(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException e) {
            failed(e);
            return false;
        }
        worked();
        return true;
    }

    public void worked() {
        if (failing.compareAndSet(true, false)) {
            log.info("{} works again", what);
        }
    }

    public void failed(RuntimeException e) {
        if (failing.compareAndSet(false, true)) {
            log.warn("{} fails and is tried again until it works: {}", what, e.toString());
            log.debug("The first failure", e);
        }
    }
}
