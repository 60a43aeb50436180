// SPDX-License-Identifier: GPL-3.0-or-later
// Number 12: torch files that are programs. Each would leave a file behind if any of it were run; none may. What is
// refused by which name is checked instruction by instruction in tests/tensor/test_pickles.cpp.
#include "core/base/random.h"
#include "tests/faults/hostile_files.h"
#include "tests/support/fault_report.h"
#include "tests/tensor/archive_files.h"

using namespace saferscope;
using namespace saferscope::faults;
using check::littleEndian;
using check::TemporaryFolder;
using check::torchBytes;
using check::zipBytes;
namespace pickle = saferscope::check::pickle;
namespace fs = std::filesystem;

namespace {

const char* const program = "open_weights";

std::string shortText(const std::string& value) { return "\x8c" + littleEndian(value.size(), 1) + value; }

/// Functions that a pickle could have Python call, each on one text.
std::vector<std::pair<std::string, std::string>> callables() {
    return {{"os", "system"},
            {"posix", "system"},
            {"nt", "system"},
            {"os", "popen"},
            {"os", "execv"},
            {"os", "spawnl"},
            {"builtins", "eval"},
            {"builtins", "exec"},
            {"builtins", "compile"},
            {"builtins", "open"},
            {"builtins", "getattr"},
            {"builtins", "setattr"},
            {"builtins", "__import__"},
            {"builtins", "map"},
            {"builtins", "globals"},
            {"__builtin__", "eval"},
            {"__builtin__", "execfile"},
            {"subprocess", "Popen"},
            {"subprocess", "call"},
            {"subprocess", "check_output"},
            {"commands", "getoutput"},
            {"pty", "spawn"},
            {"runpy", "run_path"},
            {"importlib", "import_module"},
            {"pickle", "loads"},
            {"_pickle", "loads"},
            {"marshal", "loads"},
            {"shutil", "rmtree"},
            {"webbrowser", "open"},
            {"ctypes", "CDLL"},
            {"code", "interact"},
            {"pdb", "run"},
            {"timeit", "timeit"},
            {"cProfile", "run"},
            {"bdb", "Bdb.run"},
            {"ensurepip", "bootstrap"},
            {"pip", "main"},
            {"asyncio", "create_subprocess_shell"},
            {"socket", "create_connection"},
            {"urllib.request", "urlopen"},
            {"operator", "attrgetter"},
            {"operator", "methodcaller"},
            {"functools", "partial"},
            {"functools", "reduce"},
            {"types", "CodeType"},
            {"types", "FunctionType"},
            {"numpy.core.multiarray", "_reconstruct"},
            {"numpy.testing._private.utils", "runstring"},
            {"numpy", "load"},
            {"torch", "load"},
            {"torch.hub", "load"},
            {"torch.jit", "load"},
            {"torch.serialization", "load"},
            {"torch.storage", "_load_from_bytes"},
            {"torch.utils.cpp_extension", "load_inline"},
            {"torch.utils._config_module", "load_config"},
            {"torch._dynamo.guards", "GuardBuilder.get"},
            {"torch._inductor.codecache", "compile_file"},
            {"torch.distributed.rpc.internal", "_internal_rpc_pickler"},
            {"torch._utils", "_rebuild_tensor_v3"},
            {"torch._tensor", "_rebuild_from_type_v2"},
            {"torch.nn.modules.linear", "Linear"},
            {"collections", "OrderedDict.fromkeys"},
            {"collections", "defaultdict"},
            {"torch", "Size.__class__"},
            {"torch._utils", "_rebuild_tensor_v2.__globals__"},
            {"os.path", "os.system"},
            {"", ""},
            {"../os", "system"},
            {"os\x1b[31m", "system\r"}};
}

/// Every way in which a pickle can say "call this with that".
std::vector<std::string> spellings(const std::string& module, const std::string& name, const std::string& argument) {
    const std::string text = pickle::text(argument);
    const std::string lines = "c" + module + "\n" + name + "\n";
    const std::string stacked = shortText(module) + shortText(name) + "\x93";
    return {"\x80\x02" + lines + "(" + text + "tR.",
            "\x80\x04" + stacked + text + "\x85R.",
            "\x80\x02" + lines + "(" + text + "t\x81.",
            "\x80\x04" + stacked + "(" + text + "t}\x92.",
            "\x80\x02(i" + module + "\n" + name + "\n.",
            "\x80\x02(" + lines + text + "o.",
            "\x80\x02" + lines + "q\x01" + "0h\x01(" + text + "tR.",
            "\x80\x02}(" + pickle::text("a") + lines + "(" + text + "tRu.",
            "\x80\x02" + lines + text + "Q.",
            "\x80\x02" + lines + "}(" + pickle::text("__setstate__") + text + "ub."};
}

struct Canary {
    explicit Canary(const fs::path& folder) : file(folder / "was-run") {}
    std::string command() const { return "touch '" + file.string() + "'"; }
    bool alive() const { return !fs::exists(file); }
    fs::path file;
};

}  // namespace

TEST(no_program_in_a_torch_file_is_ever_run) {
    const TemporaryFolder folder;
    const Canary canary(folder.path());
    const auto path = folder.path() / "model.pt";
    Worst worst;
    const bool full = fullCounts();
    std::size_t turn = 0;
    for (const auto& [module, name] : callables()) {
        const auto all = spellings(module, name, canary.command());
        for (std::size_t i = 0; i < all.size(); ++i) {
            if (!full && i != 0 && i != 1 + turn % (all.size() - 1)) {
                continue;
            }
            writeFile(path, torchBytes(all[i]));
            openHostile(program, {"archive", path.string()},
                        module + "." + name + " spelled in way " + std::to_string(i), Expected::Refused, path.string(),
                        worst);
        }
        ++turn;
    }
    // The same where a pickle stands alone, in a .npy of objects, and as the old format of torch.
    const std::string payload = spellings("os", "system", canary.command()).front();
    const std::string header = "{'descr': '|O', 'fortran_order': False, 'shape': (1,), }\n";
    const std::string objects =
        "\x93NUMPY" + littleEndian(1, 1) + littleEndian(0, 1) + littleEndian(header.size(), 2) + header + payload;
    for (const std::string& bytes :
         {payload, "(cos\nsystem\n(S'" + canary.command() + "'\ntR.", objects, zipBytes({{"a.npy", objects}}),
          "\x80\x02\x8a\x0a\x6c\xfc\x9c\x46\xf9\x20\x6a\xa8\x50\x19." + payload,
          zipBytes({{"a/data.pkl", payload}, {"a/version", "3\n"}, {"a/code/x.py", "import os"}}),
          zipBytes({{"a/data.pkl", payload}, {"b/data.pkl", payload}, {"a/version", "3\n"}}),
          zipBytes({{"a/data.pkl", payload}, {"../../x", payload}, {"a/version", "3\n"}}),
          zipBytes({{"/data.pkl", payload}, {"/version", "3\n"}})}) {
        writeFile(path, bytes);
        openHostile(program, {"archive", path.string()}, "a pickle elsewhere", Expected::Refused, path.string(), worst);
    }
    report({12, "torch files whose pickle calls something", worst.opened, 0, worst.crashed + (canary.alive() ? 0 : 1),
            "nothing was run: no canary file", worst.seconds, worst.megabytes});
    CHECK(canary.alive());
    checkNoFaults(worst);
}

TEST(every_instruction_on_every_stack_is_read_or_refused) {
    // In this process: thousands of files, each opened and read to its end.
    const TemporaryFolder folder;
    const Canary canary(folder.path());
    const std::vector<std::string> stacks{"",
                                          "N",
                                          "NN",
                                          "(",
                                          "(N",
                                          "]",
                                          "}",
                                          "](",
                                          "}(NN",
                                          pickle::text("os") + pickle::text("system"),
                                          "cos\nsystem\n(" + pickle::text("touch x") + "t",
                                          "ccollections\nOrderedDict\n)",
                                          "ccollections\nOrderedDict\n)R}",
                                          "ctorch\nFloatStorage\n(NNNNNt",
                                          "ctorch._utils\n_rebuild_tensor_v2\n(NNNNNNt",
                                          pickle::storage("FloatStorage", "0", 1),
                                          pickle::tensor(pickle::storage("FloatStorage", "0", 1), 0, {1}, {1})};
    const std::vector<std::string> operands{"", std::string(9, '\0'), std::string(9, '\xff'), "1\n1\n",
                                            std::string("\x01", 1) + "ab\ncd\n"};
    Random random(12);
    long tried = 0;
    long read = 0;
    for (int code = 0; code < 256; ++code) {
        for (const std::string& stack : stacks) {
            for (const std::string& operand : operands) {
                if (!fullCounts() && random.below(10) != 0) {
                    continue;
                }
                const auto archive = check::openBytes(
                    torchBytes("\x80\x04" + stack + static_cast<char>(code) + operand + ".", {"1234"}));
                ++tried;
                if (archive) {
                    ++read;
                    continue;
                }
                CHECK(!archive.error().message.empty() && !archive.error().hint.empty());
                CHECK(archive.error().message.size() < 800);
            }
        }
    }
    CHECK(read > 0 && read < tried / 4);
    CHECK(canary.alive());
    report(
        {12, "each of 256 instructions on 17 stacks with 5 operands", tried, 0, 0, "read or refused, in one process"});
}
