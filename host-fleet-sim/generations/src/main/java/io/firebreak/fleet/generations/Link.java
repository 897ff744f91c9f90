package io.firebreak.fleet.generations;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/** A link that sends one thing at a time, from a queue for each sender in turn. */
final class Link {
    private final Agenda agenda;
    private final List<ArrayDeque<Job>> queues = new ArrayList<>();
    private final double nanosPerByte;
    private int turn;
    private boolean busy;

    private record Job(long bytes, Runnable then) {}

    Link(Agenda agenda, int senders, double gbps) {
        this.agenda = agenda;
        this.nanosPerByte = 8 / gbps;
        for (int i = 0; i < senders; i++) {
            queues.add(new ArrayDeque<>());
        }
    }

    void send(int sender, long bytes, Runnable then) {
        queues.get(sender).add(new Job(bytes, then));
        if (!busy) {
            next();
        }
    }

    private void next() {
        for (int i = 0; i < queues.size(); i++) {
            turn = (turn + 1) % queues.size();
            Job job = queues.get(turn).poll();
            if (job != null) {
                busy = true;
                agenda.after(Math.round(job.bytes * nanosPerByte), () -> {
                    next();
                    job.then.run();
                });
                return;
            }
        }
        busy = false;
    }
}
