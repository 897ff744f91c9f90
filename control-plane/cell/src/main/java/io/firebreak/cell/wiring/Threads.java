package io.firebreak.cell.wiring;

import java.util.concurrent.ThreadFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

/** The threads behind the node's loops. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
class Threads {
    /** One for each loop, so that one that waits for a paused process does not hold up the others. */
    private static final int LOOPS = 9;

    @Bean
    @Primary
    ThreadFactory virtualThreads() {
        return Thread.ofVirtual().name("firebreak-", 0).factory();
    }

    /** A node that drains still learns of tenants and hosts, and leads if it led: its lead ends when its session is closed. */
    @Bean
    ThreadPoolTaskScheduler taskScheduler() {
        ThreadPoolTaskScheduler scheduler = new ThreadPoolTaskScheduler();
        scheduler.setPoolSize(LOOPS);
        scheduler.setThreadNamePrefix("loop-");
        scheduler.setDaemon(true);
        scheduler.setAcceptTasksAfterContextClose(true);
        scheduler.setPhase(Drain.AFTER_THE_SERVER);
        return scheduler;
    }
}
