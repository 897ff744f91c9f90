package io.firebreak.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;

/** Takes the place of Boot's migration at start. The only part that reads real time. */
@AutoConfiguration
@EnableConfigurationProperties(DatabaseSettings.class)
public class DatabaseStartConfiguration {
    /** A server that is not there refuses within a millisecond, so this is how late its coming is noticed. */
    private static final Duration PAUSE = Duration.ofMillis(500);

    private static final String ANSWER_WITHIN_SECONDS = "3";

    @Bean
    PatientMigration patientMigration(JdbcConnectionDetails database, DatabaseSettings settings) {
        DatabaseWait wait = new DatabaseWait(
                database.getJdbcUrl(),
                () -> connect(database),
                settings,
                InstantSource.system(),
                DatabaseStartConfiguration::pause);
        return new PatientMigration(wait, database, DatabaseStartConfiguration::pause);
    }

    private static void connect(JdbcConnectionDetails database) throws SQLException {
        Properties properties = new Properties();
        setIfPresent(properties, "user", database.getUsername());
        setIfPresent(properties, "password", database.getPassword());
        properties.setProperty("connectTimeout", ANSWER_WITHIN_SECONDS);
        properties.setProperty("socketTimeout", ANSWER_WITHIN_SECONDS);
        Connection connection = DriverManager.getConnection(database.getJdbcUrl(), properties);
        connection.close();
    }

    private static void setIfPresent(Properties properties, String name, @Nullable String value) {
        if (value != null) {
            properties.setProperty(name, value);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the database", e);
        }
    }
}
