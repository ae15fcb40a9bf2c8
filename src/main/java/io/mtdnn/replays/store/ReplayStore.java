package io.mtdnn.replays.store;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;

import io.mtdnn.replays.ReplayNotFoundException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The replays in the database. */
@Component
public class ReplayStore {

	private static final String SEPARATOR = " ";

	private final JdbcClient jdbc;

	ReplayStore(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/** Stores a replay. */
	public void create(StoredReplay replay) {
		this.jdbc.sql("insert into replay (id, created_at, capsule, jobs) values (?, ?, ?, ?)")
			.params(replay.id(), OffsetDateTime.ofInstant(replay.createdAt(), ZoneOffset.UTC), replay.capsule(),
					String.join(SEPARATOR, replay.jobs()))
			.update();
	}

	/**
	 * A replay.
	 * @throws ReplayNotFoundException if it does not exist
	 */
	public StoredReplay get(String id) {
		return this.jdbc.sql("select id, created_at, capsule, jobs from replay where id = ?")
			.param(id)
			.query((result, row) -> new StoredReplay(result.getString(1),
					result.getObject(2, OffsetDateTime.class).toInstant(), result.getString(3),
					List.of(result.getString(4).split(SEPARATOR))))
			.optional()
			.orElseThrow(() -> new ReplayNotFoundException(id));
	}

}
