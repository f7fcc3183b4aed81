package io.headrace.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.headrace.events.Approval;
import io.headrace.events.ChallengerAccepted;
import io.headrace.events.ChallengerDismissed;
import io.headrace.events.ChallengerPending;
import io.headrace.events.Cut;
import io.headrace.events.DeploymentHeld;
import io.headrace.events.DeploymentReason;
import io.headrace.events.DeploymentResumed;
import io.headrace.events.LiveModel;
import io.headrace.events.ModelDeployed;
import io.headrace.events.ModelVersion;
import io.headrace.events.RequestAnswered;
import io.headrace.kernel.database.DatabaseAddress;
import io.headrace.kernel.real.RealServers;
import io.headrace.schemas.ArtifactChunks;
import io.headrace.schemas.Topics;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Events and requests in, rows of the outbox out, on real servers and with two copies of the service at once.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class DeploymentIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir
    private static Path folder;

    private final List<DeploymentService> running = new ArrayList<>();
    private RealServers servers;

    @BeforeAll
    void start() {
        servers = RealServers.start(folder);
    }

    @AfterAll
    void stop() {
        running.forEach(DeploymentService::close);
        servers.close();
    }

    @Test
    void deploysRollsBackAndResumesOnceWhileCopiesComeAndGo() throws SQLException {
        DeploymentService first = copy("first");
        await().atMost(LIMIT).until(first::isRunning);
        accept(1);
        accept(2);
        awaitMessages(2);
        servers.request(Topics.REQUEST_ROWS, "r1", "rollback", "house-price", null);
        awaitMessages(5);
        DeploymentService second = copy("second");
        first.close();
        // The same events and the same request again, at other places of their topics.
        accept(2);
        servers.request(Topics.REQUEST_ROWS, "r1", "rollback", "house-price", null);
        accept(3);
        accept(4);
        awaitMessages(8);
        assertThat(second.isRunning()).isTrue();
        servers.request(Topics.REQUEST_ROWS, "r2", "resume", "house-price", null);
        awaitMessages(11);
        servers.request(Topics.REQUEST_ROWS, "r3", "approve", "garden-price", 7L);
        awaitMessages(12);
        assertThat(servers.outbox("deployment")).extracting(Object::getClass).containsExactlyElementsOf(KINDS);
        assertTheRollbackBroughtTheBytesBack();
        assertThat(servers.number("select count(*) from headrace.model where version = 3"))
                .as("a dismissed version is forgotten")
                .isZero();
        assertThat(servers.number("select sum(version) from headrace.model")).isEqualTo(1 + 2 + 4);
        aLiveModelHasItsBytesUnlessTheyAreMany();
        bytesThatAreCommittedButNotSeenYetAreWaitedFor();
    }

    /// What PostgreSQL does between a commit's record and its end, for longer.
    private void bytesThatAreCommittedButNotSeenYetAreWaitedFor() throws SQLException {
        try (Connection training = connect()) {
            training.setAutoCommit(false);
            store(training, "ab7", new byte[] {1, 2, 7});
            accept(withoutBytes(7, 3));
            await().atMost(LIMIT).until(() -> servers.number(LOOKING) == 1);
            training.commit();
        }
        awaitMessages(15);
        assertThat(servers.outbox("live").getLast())
                .isInstanceOfSatisfying(
                        LiveModel.class, live -> assertThat(live.getModel()).isEqualTo(model(7)));
    }

    private void aLiveModelHasItsBytesUnlessTheyAreMany() throws SQLException {
        store("ab5", new byte[] {1, 2, 5});
        accept(withoutBytes(5, 3));
        store("ab6", new byte[ArtifactChunks.INLINE_MAX + 1]);
        accept(withoutBytes(6, ArtifactChunks.INLINE_MAX + 1));
        awaitMessages(14);
        List<ModelVersion> live = servers.outbox("live").stream()
                .map(LiveModel.class::cast)
                .map(LiveModel::getModel)
                .toList();
        assertThat(live.subList(4, 6)).containsExactly(model(5), withoutBytes(6, ArtifactChunks.INLINE_MAX + 1));
    }

    /// As training does, before it tells of a version.
    private void store(String sha256, byte[] bytes) throws SQLException {
        try (Connection connection = connect()) {
            store(connection, sha256, bytes);
        }
    }

    private Connection connect() throws SQLException {
        DatabaseAddress database = servers.installation("test").database();
        return DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
    }

    private static void store(Connection connection, String sha256, byte[] bytes) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into headrace.artifact (pipeline, sha256, chunk, bytes) values ('house-price', ?, 0, ?)")) {
            insert.setString(1, sha256);
            insert.setBytes(2, bytes);
            insert.executeUpdate();
        }
    }

    private static ModelVersion withoutBytes(long version, long size) {
        return ModelVersion.newBuilder(model(version))
                .setArtifact(ByteBuffer.allocate(0))
                .setSize(size)
                .build();
    }

    private DeploymentService copy(String instance) {
        DeploymentService service = DeploymentService.start(servers.installation(instance));
        running.add(service);
        return service;
    }

    /// Sessions that have looked for an artifact in a transaction that goes on.
    private static final String LOOKING = """
            select count(*) from pg_stat_activity
            where query like 'select bytes from headrace.artifact%' and xact_start is not null
                and pid <> pg_backend_pid()""";

    private static final List<Class<?>> KINDS = List.of(
            ModelDeployed.class,
            ModelDeployed.class,
            DeploymentHeld.class,
            ModelDeployed.class,
            RequestAnswered.class,
            ChallengerPending.class,
            ChallengerDismissed.class,
            ChallengerPending.class,
            DeploymentResumed.class,
            ModelDeployed.class,
            RequestAnswered.class,
            RequestAnswered.class);

    private void assertTheRollbackBroughtTheBytesBack() {
        assertThat(servers.outbox("live")).hasSize(4);
        assertThat(servers.outbox("live").get(2)).isInstanceOfSatisfying(LiveModel.class, live -> {
            assertThat(live.getModel()).isEqualTo(model(1));
            assertThat(live.getDeployment()).isEqualTo(3);
        });
        assertThat(servers.outbox("deployment").get(3)).isInstanceOfSatisfying(ModelDeployed.class, deployed -> {
            assertThat(deployed.getReason()).isEqualTo(DeploymentReason.ROLLED_BACK);
            assertThat(deployed.getPreviousVersion()).isEqualTo(2);
            assertThat(deployed.getCut()).isEqualTo(model(1).getCut());
            assertThat(deployed.getBy()).isEqualTo("ann");
        });
    }

    private void accept(long version) {
        accept(model(version));
    }

    private void accept(ModelVersion model) {
        ChallengerAccepted accepted = ChallengerAccepted.newBuilder()
                .setModel(model)
                .setApproval(Approval.AUTOMATIC)
                .build();
        servers.event(Topics.VALIDATION, "v" + model.getVersion(), "house-price", accepted);
    }

    private void awaitMessages(int count) {
        await().atMost(LIMIT).until(() -> servers.outbox("deployment").size() == count);
    }

    private static ModelVersion model(long version) {
        Instant at = Instant.parse("2026-01-01T00:00:00.123456Z");
        Cut cut = new Cut("shop", "7300", 40 + version, 9000L, at);
        ByteBuffer artifact = ByteBuffer.wrap(new byte[] {1, 2, (byte) version});
        return new ModelVersion("house-price", version, 1, cut, "ab" + version, artifact, 3L);
    }
}
