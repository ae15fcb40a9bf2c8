package io.mtdnn.node.heartbeat;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The database rows of nodes. */
@Repository
class NodeRows {

	private final JdbcClient jdbc;

	private final JsonMapper json = JsonMapper.shared();

	NodeRows(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/** Inserts or updates the row of a node. */
	void write(Node node, Instant now, NodeFacts facts) {
		if (update(node, now, facts) == 0) {
			try {
				insert(node, now, facts);
			}
			catch (DuplicateKeyException ex) {
				update(node, now, facts);
			}
		}
	}

	private int update(Node node, Instant now, NodeFacts facts) {
		return execute(
				"""
						update node set host = :host, roles = :roles, version = :version, started_at = :started, seen_at = :seen,
						facts = :facts where name = :name""",
				node, now, facts);
	}

	private void insert(Node node, Instant now, NodeFacts facts) {
		execute("""
				insert into node (name, host, roles, version, started_at, seen_at, facts)
				values (:name, :host, :roles, :version, :started, :seen, :facts)""", node, now, facts);
	}

	private int execute(String sql, Node node, Instant now, NodeFacts facts) {
		return this.jdbc.sql(sql)
			.param("name", node.name())
			.param("host", node.host())
			.param("roles", String.join(",", node.roles()))
			.param("version", node.version())
			.param("started", time(node.startedAt()))
			.param("seen", time(now))
			.param("facts", this.json.writeValueAsString(facts))
			.update();
	}

	void remove(String name) {
		this.jdbc.sql("delete from node where name = ?").param(name).update();
	}

	void removeSilentSince(Instant instant) {
		this.jdbc.sql("delete from node where seen_at < ?").param(time(instant)).update();
	}

	/**
	 * All nodes by name.
	 * @param alive nodes whose last heartbeat was earlier are lost
	 */
	List<KnownNode> all(Instant alive) {
		// The database stores microseconds.
		Instant earliest = alive.truncatedTo(ChronoUnit.MICROS);
		return this.jdbc.sql("select * from node order by name").query((row, number) -> node(row, earliest)).list();
	}

	private KnownNode node(ResultSet row, Instant alive) throws SQLException {
		Instant seen = row.getObject("seen_at", OffsetDateTime.class).toInstant();
		return new KnownNode(row.getString("name"), row.getString("host"), List.of(row.getString("roles").split(",")),
				row.getString("version"), row.getObject("started_at", OffsetDateTime.class).toInstant(), seen,
				seen.isBefore(alive), this.json.readValue(row.getString("facts"), NodeFacts.class));
	}

	private static OffsetDateTime time(Instant instant) {
		return OffsetDateTime.ofInstant(instant.truncatedTo(ChronoUnit.MICROS), ZoneOffset.UTC);
	}

	/** The properties that do not change while a node runs. */
	record Node(String name, String host, List<String> roles, @Nullable String version, Instant startedAt) {

	}

}
