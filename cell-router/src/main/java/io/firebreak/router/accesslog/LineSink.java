package io.firebreak.router.accesslog;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.rolling.FixedWindowRollingPolicy;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeBasedTriggeringPolicy;
import ch.qos.logback.core.util.FileSize;
import java.nio.file.Path;
import java.time.Duration;

/** Where lines go, through Logback's appenders in a context of their own: nothing of the application's log is mixed in. */
interface LineSink extends AutoCloseable {
    void write(String line);

    @Override
    void close();

    /** Standard output. */
    static LineSink stdout() {
        LoggerContext context = context();
        return over(context, new ConsoleAppender<>());
    }

    /** A file, put aside as {@code file.1} when it is found to be as large as it may be. */
    static LineSink file(Path file, AccessLogSettings settings, Duration lookEvery) {
        LoggerContext context = context();
        RollingFileAppender<ILoggingEvent> appender = new RollingFileAppender<>();
        appender.setContext(context);
        appender.setFile(file.toString());
        FixedWindowRollingPolicy aside = new FixedWindowRollingPolicy();
        aside.setContext(context);
        aside.setParent(appender);
        aside.setFileNamePattern(file + ".%i");
        aside.setMinIndex(1);
        aside.setMaxIndex(settings.files());
        aside.start();
        SizeBasedTriggeringPolicy<ILoggingEvent> full = new SizeBasedTriggeringPolicy<>();
        full.setContext(context);
        full.setMaxFileSize(new FileSize(settings.fileSize().toBytes()));
        full.setCheckIncrement(ch.qos.logback.core.util.Duration.buildByMilliseconds((double) lookEvery.toMillis()));
        full.start();
        appender.setRollingPolicy(aside);
        appender.setTriggeringPolicy(full);
        return over(context, appender);
    }

    /** Events ask for the adapter even if nothing is in it. */
    private static LoggerContext context() {
        LoggerContext context = new LoggerContext();
        context.setMDCAdapter(new LogbackMDCAdapter());
        return context;
    }

    private static LineSink over(LoggerContext context, OutputStreamAppender<ILoggingEvent> appender) {
        PatternLayoutEncoder lines = new PatternLayoutEncoder();
        lines.setContext(context);
        lines.setPattern("%msg%n");
        lines.start();
        appender.setContext(context);
        appender.setEncoder(lines);
        appender.start();
        Logger logger = context.getLogger("access");
        logger.addAppender(appender);
        return new LineSink() {
            @Override
            public void write(String line) {
                logger.info(line);
            }

            @Override
            public void close() {
                context.stop();
            }
        };
    }
}
