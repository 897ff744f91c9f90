package io.firebreak.chaos.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.firebreak.chaos.install.Installation;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseServerIT {
    @TempDir
    private Path directory;

    @SuppressWarnings("NullAway.Init")
    private DatabaseServer server;

    @SuppressWarnings("NullAway.Init")
    private Process postmaster;

    @BeforeEach
    void startOne() throws IOException, InterruptedException {
        DatabaseTemplate template = DatabaseTemplate.create(
                Installation.locate().databases(), directory.resolve("template"), "a-password-of-the-test");
        server = template.server(directory.resolve("data"), freePort());
        template.copyTo(server.data());
        start();
    }

    @AfterEach
    void killIt() {
        postmaster.destroyForcibly();
        server.clearLastLife();
    }

    private void start() throws IOException, InterruptedException {
        Path log = directory.resolve("log");
        postmaster = new ProcessBuilder(server.command())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        Instant deadline = Instant.now().plus(Duration.ofSeconds(30));
        while (!server.isReady()) {
            assertThat(postmaster.isAlive()).as(() -> read(log)).isTrue();
            assertThat(Instant.now()).as(() -> read(log)).isBefore(deadline);
            Thread.sleep(50);
        }
    }

    @Test
    void answersACommitOnlyWhenItIsOnDisk() throws SQLException {
        server.requireDurable();

        assertThat(shown("fsync")).isEqualTo("on");
        assertThat(shown("synchronous_commit")).isEqualTo("on");
        assertThat(shown("full_page_writes")).isEqualTo("on");
        assertThat(shown("listen_addresses")).isEqualTo("127.0.0.1");
        assertThat(shown("unix_socket_directories")).isEmpty();
        assertThat(shown("autovacuum")).isEqualTo("on");
    }

    @Test
    void namesTheSettingThatIsNotDurable() throws SQLException {
        execute("alter system set synchronous_commit = off", "select pg_reload_conf()");

        Instant deadline = Instant.now().plus(Duration.ofSeconds(10));
        while (!shown("synchronous_commit").equals("off")) {
            assertThat(Instant.now()).isBefore(deadline);
        }
        assertThatIllegalStateException()
                .isThrownBy(server::requireDurable)
                .withMessageContaining("synchronous_commit of the database in " + server.data() + " is 'off'");
    }

    @Test
    void keepsWhatWasCommittedWhenItIsKilledAndStartsAgainAtOnce() throws Exception {
        execute("create table kept (id int primary key)");
        for (int round = 1; round <= 3; round++) {
            execute("insert into kept values (" + round + ")");
            try (Connection open = connect()) {
                assertThat(open.isValid(1)).isTrue();
                assertThat(server.backends().size()).isGreaterThan(2);

                postmaster.destroyForcibly().waitFor();
                server.clearLastLife();

                assertThat(server.backends()).isEmpty();
            }
            start();
            assertThat(count("kept")).isEqualTo(round);
        }
    }

    @Test
    void startsThoughAnotherProgramHasTheProcessIdOfItsLockFile() throws Exception {
        postmaster.destroyForcibly().waitFor();
        server.clearLastLife();
        Path lock = server.data().resolve("postmaster.pid");
        Files.writeString(lock, ProcessHandle.current().pid() + "\n", StandardOpenOption.CREATE);

        server.clearLastLife();
        start();

        assertThat(server.isReady()).isTrue();
    }

    @Test
    void opensToItsPasswordOnlyAndKeepsItsFilesToItself() throws IOException {
        String wrong = server.jdbcUrl().replace("password=", "password=not+");

        assertThat(catchThrowable(() -> DriverManager.getConnection(wrong)))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("password authentication failed");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(server.data())))
                .isEqualTo("rwx------");
        assertThat(String.join(" ", server.command())).doesNotContain("a-password-of-the-test");
        assertThat(directory.resolve("template.password")).doesNotExist();
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(server.jdbcUrl());
    }

    private void execute(String... statements) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private String shown(String setting) throws SQLException {
        return single("show " + setting);
    }

    private int count(String table) throws SQLException {
        return Integer.parseInt(single("select count(*) from " + table));
    }

    private String single(String query) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            result.next();
            return result.getString(1);
        }
    }

    private static String read(Path log) {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            return e.toString();
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
