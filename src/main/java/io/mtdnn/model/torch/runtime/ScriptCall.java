package io.mtdnn.model.torch.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import ai.djl.ndarray.NDArray;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import org.jspecify.annotations.Nullable;

/**
 * A call of one method of the script. Collects its arguments in order and frees their
 * native handles after the call. libtorch runs it in inference mode, without recording
 * for automatic differentiation.
 */
public final class ScriptCall {

	private final PtSymbolBlock script;

	private final String method;

	private final List<IValue> arguments = new ArrayList<>();

	private final List<IValue> own = new ArrayList<>();

	ScriptCall(PtSymbolBlock script, String method) {
		this.script = script;
		this.method = method;
	}

	/** Adds an argument that the caller continues to own. */
	public ScriptCall with(IValue held) {
		this.arguments.add(held);
		return this;
	}

	public ScriptCall with(NDArray tensor) {
		return add(IValue.from((PtNDArray) tensor));
	}

	public ScriptCall with(List<NDArray> tensors) {
		return add(IValue.listFrom(tensors.toArray(PtNDArray[]::new)));
	}

	public ScriptCall with(long[] numbers) {
		return add(IValue.listFrom(numbers));
	}

	public ScriptCall with(long number) {
		return add(IValue.from(number));
	}

	public ScriptCall with(double number) {
		return add(IValue.from(number));
	}

	public ScriptCall with(boolean flag) {
		return add(IValue.from(flag));
	}

	private ScriptCall add(IValue argument) {
		this.own.add(argument);
		return with(argument);
	}

	public void run() {
		run((result) -> null);
	}

	/** Runs the method. The result is valid only inside the function. */
	public <T extends @Nullable Object> T run(Function<IValue, T> result) {
		try (IValue value = held()) {
			return result.apply(value);
		}
	}

	/** Runs the method. The caller closes the result. */
	public IValue held() {
		// The optimising executor compiles code for each shape, and its results differ
		// in the last bits from call to call. The setting applies to this thread.
		JniUtils.setGraphExecutorOptimize(false);
		TorchThreads.apply();
		try {
			return IValueUtils.runMethod(this.script, this.method, this.arguments.toArray(IValue[]::new));
		}
		finally {
			this.own.forEach(IValue::close);
		}
	}

}
