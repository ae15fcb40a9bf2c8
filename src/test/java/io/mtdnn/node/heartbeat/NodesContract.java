package io.mtdnn.node.heartbeat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.mtdnn.Patience;
import io.mtdnn.SteppingClock;
import io.mtdnn.node.Machine;
import io.mtdnn.node.NodeName;
import io.mtdnn.node.NodeProperties;
import io.mtdnn.node.NodeRole;
import io.mtdnn.node.heartbeat.NodeFacts.Device;
import io.mtdnn.observability.MeterNames;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.data.jpa.test.autoconfigure.DataJpaTest;
import org.springframework.boot.info.BuildProperties;
import org.springframework.boot.jdbc.test.autoconfigure.AutoConfigureTestDatabase;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/** The list of nodes on every database. */
@DataJpaTest
@AutoConfigureTestDatabase(replace = AutoConfigureTestDatabase.Replace.NONE)
@Transactional(propagation = Propagation.NOT_SUPPORTED)
@Import(NodeRows.class)
abstract class NodesContract {

	private static final NodesProperties EVERY_TEN_SECONDS = new NodesProperties(Duration.ofSeconds(10),
			Duration.ofHours(1));

	@Autowired
	private NodeRows rows;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private ObjectProvider<BuildProperties> build;

	private final SteppingClock clock = new SteppingClock();

	private final MeterRegistry meters = new SimpleMeterRegistry();

	private int training;

	@BeforeEach
	void empty() {
		this.jdbc.sql("delete from node").update();
	}

	@Test
	void aNodeReportsTheValuesOfItsMeters() {
		Gauge.builder(MeterNames.DEVICE_JOBS, () -> this.training).tag(MeterNames.DEVICE, "gpu0").register(this.meters);
		AtomicInteger readings = new AtomicInteger();
		Gauge.builder("system.cpu.usage", () -> readings.getAndIncrement() / 4.0).register(this.meters);
		Gauge.builder(MeterNames.RESIDENT_MEMORY, () -> 5e8).register(this.meters);
		Gauge.builder(MeterNames.STORAGE_FREE, () -> 7e9).tag(MeterNames.FOLDER, "a").register(this.meters);
		Gauge.builder(MeterNames.STORAGE_FREE, () -> 6e9).tag(MeterNames.FOLDER, "b").register(this.meters);
		this.meters.counter(MeterNames.QUESTIONS, MeterNames.RESULT, "text").increment(3);
		Nodes nodes = nodes("one", NodeRole.API, NodeRole.WORKER);
		Instant started = this.clock.instant().truncatedTo(ChronoUnit.MICROS);
		nodes.beat();
		this.training = 1;
		this.meters.counter(MeterNames.QUESTIONS, MeterNames.RESULT, "text").increment(15);
		this.meters.counter(MeterNames.QUESTIONS, MeterNames.RESULT, "empty").increment(5);
		this.clock.advance(Duration.ofSeconds(10));
		nodes.beat();

		NodeFacts facts = new NodeFacts(List.of(new Device("gpu0", 1)), null, 0.25, 500_000_000L, 6_000_000_000L, 0, 2,
				0);
		assertThat(nodes.all()).containsExactly(new KnownNode("one", "host", List.of("api", "worker"), null, started,
				started.plusSeconds(10), false, facts));
	}

	@Test
	void aNodeWithoutHeartbeatsIsLostAndLaterRemoved() {
		Nodes one = nodes("one", NodeRole.WORKER);
		Nodes two = nodes("two", NodeRole.SERVING);
		one.beat();
		two.beat();
		this.clock.advance(Duration.ofSeconds(30));
		two.beat();
		assertThat(one.all()).extracting(KnownNode::name, KnownNode::lost)
			.containsExactly(tuple("one", false), tuple("two", false));
		this.clock.advance(Duration.ofSeconds(1));
		assertThat(two.all()).extracting(KnownNode::lost).containsExactly(true, false);
		this.clock.advance(Duration.ofHours(1));
		two.beat();
		assertThat(two.all()).extracting(KnownNode::name).containsExactly("two");
	}

	@Test
	void aNodeThatStopsIsRemoved() {
		Nodes one = nodes("one", NodeRole.API);
		one.beat();
		one.leave();
		assertThat(one.all()).isEmpty();
		one.leave();
	}

	/** An interrupt would close the file of an embedded database. */
	@Test
	void aNodeThatStopsFinishesItsHeartbeat() throws Exception {
		CountDownLatch reading = new CountDownLatch(1);
		CountDownLatch released = new CountDownLatch(1);
		AtomicBoolean interrupted = new AtomicBoolean();
		Gauge.builder("system.cpu.usage", () -> {
			reading.countDown();
			try {
				released.await();
			}
			catch (InterruptedException ex) {
				interrupted.set(true);
			}
			return 0.5;
		}).register(this.meters);
		Nodes one = nodes("one", NodeRole.API);
		Heartbeat heartbeat = new Heartbeat(one, EVERY_TEN_SECONDS);
		heartbeat.start();
		reading.await();
		Thread stopping = new Thread(heartbeat::stop);
		stopping.start();
		Patience.await()
			.until(() -> Set.of(Thread.State.TIMED_WAITING, Thread.State.TERMINATED).contains(stopping.getState()));
		released.countDown();
		stopping.join();
		assertThat(interrupted).isFalse();
		assertThat(one.all()).isEmpty();
	}

	private Nodes nodes(String name, NodeRole... roles) {
		return new Nodes(this.rows, new NodeMeters(this.meters), EVERY_TEN_SECONDS,
				new NodeName(name, "host", new Machine("machine")),
				new NodeProperties(name, Path.of("runs"), Set.of(roles)), this.build, this.clock);
	}

}
