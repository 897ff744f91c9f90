package io.firebreak.fleet.generations;

import java.util.ArrayDeque;

/** Processors that share one queue, first come, first served: those of a guest, or those of dom0. */
final class Processors {
    private final Agenda agenda;
    private final ArrayDeque<Job> waiting = new ArrayDeque<>();
    private int idle;

    private record Job(long nanos, Runnable then) {}

    Processors(Agenda agenda, int count) {
        this.agenda = agenda;
        this.idle = count;
    }

    /** Takes a processor for so long, when one is free, and then goes on. */
    void serve(long nanos, Runnable then) {
        if (idle == 0) {
            waiting.add(new Job(nanos, then));
            return;
        }
        idle--;
        run(nanos, then);
    }

    private void run(long nanos, Runnable then) {
        agenda.after(nanos, () -> {
            Job next = waiting.poll();
            if (next == null) {
                idle++;
            } else {
                run(next.nanos, next.then);
            }
            then.run();
        });
    }
}
