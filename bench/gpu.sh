#!/usr/bin/env bash
# Prepares the check of the GPU path for a machine that has PyTorch with CUDA for Python and neither a JDK nor a network.
#
#   bench/gpu.sh                       writes target/bench/gpu-check.tar.gz, under 60 MB; there: tar xzf gpu-check.tar.gz, then
#                                      PYTORCH_LIBRARY_PATH=... python gpu-check/gpu.py --device cuda --peak 989
#   bench/gpu.sh --device cpu --tiny   writes it and runs it here, on the CPU, with a tiny encoder
#
# PYTORCH_LIBRARY_PATH is a folder with the libraries of that PyTorch (torch/lib, and those of CUDA that it loads) and a libdjl_torch.so
# that was built for it from DJL's sources. PYTORCH_VERSION and PYTORCH_FLAVOR are set as DJL expects them, such as 2.7.1 and cu128.
# PYTHON (default python3) is the interpreter of the check here; if it has transformers, the bundle contains it. Its compiled parts are
# for that version of Python, and it needs numpy there.
# MAVEN_ARGS are passed on. GPU_CHECK_CLASSPATH is added to the class path of the check.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
classpath=$root/target/bench.classpath
if [ ! "$classpath" -nt "$root/pom.xml" ] || [ -z "${BENCH_BUILT:-}" ]; then
	(cd "$root" && ./mvnw -q ${MAVEN_ARGS:-} -DskipTests test-compile \
		dependency:build-classpath -DincludeScope=test -Dmdep.outputFile="$classpath" >&2)
fi
bundle=$root/target/bench/gpu-check
rm -rf "$bundle"
mkdir -p "$bundle/lib" "$bundle/classes/io/mtdnn/model"

jars() { tr ':' '\n' <"$classpath" | grep -E "/($1)-[0-9][^/]*\.jar$"; }
# the engine and the readers of configurations; logs are discarded
jars 'djl/api/.*/api|pytorch-engine|pytorch-jni|jna|slf4j-api|gson|commons-compress|commons-io|commons-lang3|jspecify|tools/jackson/core/.*/jackson-(core|databind)|jackson-annotations' |
	while read -r jar; do cp "$jar" "$bundle/lib"; done
for part in model task files threads; do
	[ ! -d "$root/target/classes/io/mtdnn/$part" ] || cp -r "$root/target/classes/io/mtdnn/$part" "$bundle/classes/io/mtdnn/"
done
mkdir -p "$bundle/classes/io/mtdnn/model/torch"
cp "$root"/target/test-classes/io/mtdnn/model/torch/{GpuWorker,TinyBert}*.class "$bundle/classes/io/mtdnn/model/torch"
jlink --add-modules java.base,java.logging,java.management,java.xml,java.sql,java.naming,jdk.unsupported --strip-debug --no-header-files \
	--no-man-pages --compress=2 --output "$bundle/runtime"
cp "$root/bench/peers/gpu.py" "$bundle"

python=${PYTHON:-python3}
if packages=$("$python" -c 'import transformers, os; print(os.path.dirname(os.path.dirname(transformers.__file__)))' 2>/dev/null); then
	# beside gpu.py, where Python looks first; of the models only BERT and the parts that all of them share
	for name in transformers tokenizers huggingface_hub safetensors regex yaml packaging filelock tqdm; do
		[ ! -d "$packages/$name" ] || cp -r "$packages/$name" "$bundle"
	done
	find "$packages" -maxdepth 1 -type d \( -iname 'transformers-*' -o -iname 'tokenizers-*' -o -iname 'huggingface_hub-*' -o -iname 'safetensors-*' \
		-o -iname 'regex-*' -o -iname 'pyyaml-*' -o -iname 'packaging-*' -o -iname 'filelock-*' -o -iname 'tqdm-*' \) -exec cp -r {} "$bundle" \;
	find "$bundle/transformers/models" -mindepth 1 -maxdepth 1 -type d ! -name auto ! -name bert ! -name encoder_decoder -exec rm -rf {} +
	find "$bundle" -name __pycache__ -type d -prune -exec rm -rf {} +
else
	echo "transformers is not installed for $python: the check skips the comparison with it unless the other machine has it" >&2
fi

archive=$root/target/bench/gpu-check.tar.gz
tar -C "$root/target/bench" -czf "$archive" gpu-check
size=$(($(stat -c %s "$archive") / 1000000))
echo "$archive: $size MB"
[ "$size" -lt 60 ] || { echo "over 60 MB" >&2; exit 1; }
if [ $# -gt 0 ]; then
	case "$*" in
	*cpu*) GPU_CHECK_CLASSPATH=$(jars 'pytorch-native-cpu' | head -n 1) exec "$python" "$bundle/gpu.py" "$@" ;;
	*) exec "$python" "$bundle/gpu.py" "$@" ;;
	esac
fi
