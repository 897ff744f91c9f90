package io.firebreak.cell.harness;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Many calls on many threads at once. */
public final class AtOnce {
    private static final int THREADS = 16;

    private AtOnce() {}

    /** A call that knows its number, from 0. */
    public interface Numbered {
        TestCell.Answer call(int number);
    }

    /** The answers in the order of the numbers. */
    public static List<TestCell.Answer> call(int calls, Numbered call) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            List<Callable<TestCell.Answer>> tasks = new ArrayList<>();
            for (int i = 0; i < calls; i++) {
                int number = i;
                tasks.add(() -> call.call(number));
            }
            List<TestCell.Answer> answers = new ArrayList<>();
            for (Future<TestCell.Answer> answer : threads.invokeAll(tasks)) {
                answers.add(answer.get());
            }
            return answers;
        }
    }
}
