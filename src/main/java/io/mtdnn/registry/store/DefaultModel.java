package io.mtdnn.registry.store;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

import io.mtdnn.registry.ModelRegistry;
import io.mtdnn.registry.RegisteredModel;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The alias for requests without a model. The first model that beats its baseline sets
 * it; afterwards only users move it.
 */
@Component
class DefaultModel {

	private static final String ALIAS = ModelRegistry.DEFAULT_ALIAS;

	private static final Logger log = LoggerFactory.getLogger(DefaultModel.class);

	private final AliasRepository aliases;

	private final AliasMoves moves;

	private final JdbcClient jdbc;

	private final TransactionTemplate transaction;

	private final Clock clock;

	DefaultModel(AliasRepository aliases, AliasMoves moves, JdbcClient jdbc, TransactionTemplate transaction,
			Clock clock) {
		this.aliases = aliases;
		this.moves = moves;
		this.jdbc = jdbc;
		this.transaction = transaction;
		this.clock = clock;
	}

	/**
	 * Points the alias to a new model if it is unset and the model beats a baseline that
	 * ignores its input.
	 */
	void offer(RegisteredModel model) {
		if (!model.beatsBaseline() || this.aliases.findById(ALIAS).isPresent()) {
			return;
		}
		try {
			this.transaction.executeWithoutResult((status) -> point(model));
			log.info("Model {} ('{}') is the first that beats its baseline: alias '{}' points to it", model.id(),
					model.name(), ALIAS);
		}
		catch (DataIntegrityViolationException ex) {
			log.debug("Alias '{}' was set or model {} was deleted meanwhile", ALIAS, model.id(), ex);
		}
	}

	private void point(RegisteredModel model) {
		this.jdbc.sql("insert into model_alias (name, model_id, updated_at) values (?, ?, ?)")
			.params(ALIAS, model.id(),
					OffsetDateTime.ofInstant(this.clock.instant().truncatedTo(ChronoUnit.MICROS), ZoneOffset.UTC))
			.update();
		this.moves.add(ALIAS, AliasMove.Kind.MOVED, model.id(), model.name(), null);
	}

}
