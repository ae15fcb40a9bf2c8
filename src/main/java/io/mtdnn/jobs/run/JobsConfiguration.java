package io.mtdnn.jobs.run;

import java.time.Clock;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.boot.actuator.DbSchedulerHealthIndicator;
import com.github.kagkarlsson.scheduler.boot.config.DbSchedulerCustomizer;
import com.github.kagkarlsson.scheduler.boot.config.DbSchedulerProperties;
import com.github.kagkarlsson.scheduler.boot.config.DbSchedulerStarter;
import com.github.kagkarlsson.scheduler.boot.config.startup.ContextReadyStart;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import io.mtdnn.jobs.claims.WorkerState;
import io.mtdnn.jobs.queue.QueueEntry;
import io.mtdnn.node.ConditionalOnRole;
import io.mtdnn.node.NodeName;
import io.mtdnn.node.NodeProperties;
import io.mtdnn.node.NodeRole;
import io.mtdnn.storage.WrittenFolder;
import io.mtdnn.threads.DaemonThreads;
import io.mtdnn.training.TrainingEngine;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the queue and its worker. */
@Configuration(proxyBeanMethods = false)
class JobsConfiguration {

	@Bean
	WrittenFolder runsFolder(NodeProperties properties) {
		return WrittenFolder.of("mtdnn.runs-dir", properties.runsDir());
	}

	/** Exists only on nodes that train; on other nodes the scheduler never starts. */
	@Bean
	@ConditionalOnRole(NodeRole.WORKER)
	DbSchedulerHealthIndicator dbScheduler(Scheduler scheduler) {
		return new DbSchedulerHealthIndicator(scheduler);
	}

	@Bean
	com.github.kagkarlsson.scheduler.Clock schedulerClock(Clock clock) {
		return clock::instant;
	}

	@Bean
	DbSchedulerCustomizer schedulerCustomizer(NodeName node) {
		return new DbSchedulerCustomizer() {

			@Override
			public java.util.Optional<SchedulerName> schedulerName() {
				return java.util.Optional.of(new SchedulerName.Fixed(node.name()));
			}

		};
	}

	/** Sets the number of threads to the number of devices. */
	@Bean
	static BeanPostProcessor workersPerDevice(ObjectProvider<TrainingEngine> engine) {
		return new BeanPostProcessor() {

			@Override
			public Object postProcessBeforeInitialization(Object bean, String name) {
				if (bean instanceof DbSchedulerProperties queue) {
					queue.setThreads(engine.getObject().runsAtOnce());
				}
				return bean;
			}

		};
	}

	/**
	 * Creates the worker with the first job, to break a cycle: the worker's dependencies
	 * need the scheduler, which needs this task.
	 */
	@Bean
	Task<Void> trainingTask(ObjectProvider<JobWorker> worker, ObjectProvider<Takeover> takeover) {
		return Tasks.custom(QueueEntry.TASK, Void.class)
			.onDeadExecution((complete, operations) -> takeover.getObject().dead(complete, operations))
			.execute((instance, context) -> worker.getObject().execute(instance, context));
	}

	/**
	 * Starts the queue's worker on nodes that train; the others only write to the queue.
	 */
	@Bean
	DbSchedulerStarter schedulerStarter(Scheduler scheduler, NodeProperties node) {
		return node.roles().contains(NodeRole.WORKER) ? new ContextReadyStart(scheduler) : new NoStart();
	}

	@Bean
	WorkerLifecycle workerLifecycle(Scheduler scheduler, Takeover takeover, ScheduledExecutorService jobsHousekeeping,
			WorkerState state, NodeProperties node) {
		return new WorkerLifecycle(node.roles().contains(NodeRole.WORKER), scheduler, takeover, jobsHousekeeping,
				state);
	}

	@Bean(destroyMethod = "shutdownNow")
	ScheduledExecutorService jobsHousekeeping() {
		return Executors.newScheduledThreadPool(2, new DaemonThreads("jobs-housekeeping"));
	}

	private static final class NoStart implements DbSchedulerStarter {

		@Override
		public void doStart() {
			// This node does not train.
		}

	}

}
