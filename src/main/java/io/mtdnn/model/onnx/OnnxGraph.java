package io.mtdnn.model.onnx;

import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import io.mtdnn.model.FloatTensor;

/** Builds an ONNX graph. */
final class OnnxGraph {

	private final GraphProto.Builder graph;

	private final Set<String> constants = new HashSet<>();

	private final Map<String, OnnxWeight> weights = new LinkedHashMap<>();

	OnnxGraph(String name) {
		this.graph = GraphProto.newBuilder().setName(name);
	}

	/**
	 * Adds an input and returns its name.
	 * @param dimensions numbers, or names of dynamic dimensions
	 */
	String input(String name, DataType type, Object... dimensions) {
		this.graph.addInput(value(name, type, dimensions));
		return name;
	}

	/** Makes a value of 32-bit floats an output with the given name. */
	void output(String name, String value, Object... dimensions) {
		this.graph.addNode(NodeProto.newBuilder().setOpType("Identity").setName(name).addInput(value).addOutput(name));
		this.graph.addOutput(value(name, DataType.FLOAT, dimensions));
	}

	private static ValueInfoProto value(String name, DataType type, Object... dimensions) {
		TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
		for (Object dimension : dimensions) {
			if (dimension instanceof Number number) {
				shape.addDimBuilder().setDimValue(number.longValue());
			}
			else {
				shape.addDimBuilder().setDimParam(dimension.toString());
			}
		}
		TypeProto.Tensor tensor = TypeProto.Tensor.newBuilder().setElemType(type.getNumber()).setShape(shape).build();
		return ValueInfoProto.newBuilder().setName(name).setType(TypeProto.newBuilder().setTensorType(tensor)).build();
	}

	/**
	 * Adds a node with one output, named by a module's path and the operator. Returns the
	 * name of the output.
	 */
	String node(String path, String operator, List<String> inputs, AttributeProto... attributes) {
		String name = "/" + path + "/" + operator;
		String output = name + "_output";
		this.graph.addNode(NodeProto.newBuilder()
			.setOpType(operator)
			.setName(name)
			.addAllInput(inputs)
			.addOutput(output)
			.addAllAttribute(Arrays.asList(attributes)));
		return output;
	}

	String scalar(String name, float value) {
		return constant(name, TensorProto.newBuilder().setDataType(DataType.FLOAT.getNumber()).addFloatData(value));
	}

	/** Adds a scalar index and returns its name. */
	String index(long value) {
		return constant("index_" + value,
				TensorProto.newBuilder().setDataType(DataType.INT64.getNumber()).addInt64Data(value));
	}

	/** Adds a vector of integers and returns its name. */
	String longs(String name, long... values) {
		TensorProto.Builder tensor = TensorProto.newBuilder().setDataType(DataType.INT64.getNumber());
		Arrays.stream(values).forEach(tensor::addInt64Data);
		return constant(name, tensor.addDims(values.length));
	}

	/** Adds a constant unless one with that name exists, and returns its name. */
	private String constant(String name, TensorProto.Builder tensor) {
		if (this.constants.add(name)) {
			this.graph.addInitializer(tensor.setName(name));
		}
		return name;
	}

	/**
	 * Adds a weight, whose values are requested when the file is written, and returns its
	 * name.
	 */
	String weight(String name, long[] shape, Supplier<FloatTensor> values) {
		this.weights.put(name, new OnnxWeight(name, shape, values));
		return name;
	}

	static AttributeProto attribute(String name, long value) {
		return AttributeProto.newBuilder().setName(name).setType(AttributeType.INT).setI(value).build();
	}

	static AttributeProto attribute(String name, float value) {
		return AttributeProto.newBuilder().setName(name).setType(AttributeType.FLOAT).setF(value).build();
	}

	static AttributeProto attribute(String name, long... values) {
		AttributeProto.Builder attribute = AttributeProto.newBuilder().setName(name).setType(AttributeType.INTS);
		Arrays.stream(values).forEach(attribute::addInts);
		return attribute.build();
	}

	/** The graph without the weights. */
	GraphProto skeleton() {
		return this.graph.build();
	}

	List<OnnxWeight> weights() {
		return List.copyOf(this.weights.values());
	}

}
