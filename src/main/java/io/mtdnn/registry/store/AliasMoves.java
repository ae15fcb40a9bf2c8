package io.mtdnn.registry.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;

import io.mtdnn.registry.store.AliasMove.Kind;
import io.mtdnn.task.Excerpt;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Stores the changes of aliases, within the transaction that makes them. */
@Component
class AliasMoves {

	/** The length of the column; subjects of tokens may be longer. */
	private static final int LONGEST_CALLER = 300;

	private final JdbcClient jdbc;

	private final Clock clock;

	AliasMoves(JdbcClient jdbc, Clock clock) {
		this.jdbc = jdbc;
		this.clock = clock;
	}

	void add(String alias, Kind kind, @Nullable String modelId, @Nullable String modelName, @Nullable String by) {
		this.jdbc.sql("""
				insert into model_alias_move (alias, kind, model_id, model_name, moved_at, moved_by)
				values (:alias, :kind, :model, :name, :at, :by)""")
			.param("alias", alias)
			.param("kind", kind.name())
			.param("model", modelId)
			.param("name", modelName)
			.param("at", OffsetDateTime.ofInstant(this.clock.instant().truncatedTo(ChronoUnit.MICROS), ZoneOffset.UTC))
			.param("by", (by != null) ? Excerpt.within(by, LONGEST_CALLER) : null)
			.update();
	}

	/** The newest changes of an alias, newest first. */
	List<AliasMove> newest(String alias, int limit) {
		return this.jdbc.sql("select * from model_alias_move where alias = :alias order by id desc limit :limit")
			.param("alias", alias)
			.param("limit", limit)
			.query(AliasMoves::move)
			.list();
	}

	/** All changes of an alias, oldest first. */
	List<AliasMove> all(String alias) {
		return this.jdbc.sql("select * from model_alias_move where alias = :alias order by id")
			.param("alias", alias)
			.query(AliasMoves::move)
			.list();
	}

	private static AliasMove move(ResultSet row, int number) throws SQLException {
		return new AliasMove(row.getString("alias"), Kind.valueOf(row.getString("kind")), row.getString("model_id"),
				row.getString("model_name"), row.getObject("moved_at", OffsetDateTime.class).toInstant(),
				row.getString("moved_by"));
	}

}
