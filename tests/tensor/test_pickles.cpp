// SPDX-License-Identifier: GPL-3.0-or-later
// A pickle is a program. Whatever it asks for beside plain tensors is refused by name, and costs little.
#include "tests/tensor/archive_files.h"

#include <sys/resource.h>

using namespace saferscope;
using namespace saferscope::check;

namespace {

std::string pickled(const std::string& program) { return torchBytes("\x80\x04" + program); }
std::string shortText(const std::string& value) { return "\x8c" + littleEndian(value.size(), 1) + value; }

}  // namespace

TEST(programs_are_refused_by_the_name_of_what_they_call) {
    checkRefused(pickled("cos\nsystem\n(" + pickle::text("touch /tmp/owned") + "tR."), "\"os.system\"");
    checkRefused(pickled("cposix\nsystem\n(" + pickle::text("id") + "tR."), "\"posix.system\"");
    checkRefused(pickled("cbuiltins\neval\n(" + pickle::text("1") + "tR."), "\"builtins.eval\"");
    checkRefused(pickled("cbuiltins\nexec\n."), "Nothing of it was run");
    checkRefused(pickled(shortText("subprocess") + shortText("Popen") + "\x93" + ")R."), "\"subprocess.Popen\"");
    // The name is put together in two places and remembered in between.
    checkRefused(
        pickled(shortText("eval") + "\x94" + shortText("builtins") + "\x94" + std::string("h\x01h\x00\x93.", 6)),
        "\"builtins.eval\"");
    checkRefused(pickled("ctorch.storage\n_load_from_bytes\n)R."), "_load_from_bytes");
    checkRefused(pickled("ctorch.storage\nUntypedStorage\n."), "convert it");
    checkRefused(pickled("ctorch\nComplexFloatStorage\n."), "convert it");
    checkRefused(pickled("ctorch._utils\n_rebuild_qtensor\n."), "convert it");
    checkRefused(pickled("ctorch.nn.modules.linear\nLinear\n)\x81."), "state_dict");
    checkRefused(pickled("ctorch\nload\n."), "\"torch.load\"");
    checkRefused(pickled("ctorch\nhub.load\n."), "\"torch.hub.load\"");
    checkRefused(pickled("ccollections\nOrderedDict.fromkeys\n."), "OrderedDict.fromkeys");
    checkRefused(pickled("c__builtin__\ngetattr\n."), "getattr");
    checkRefused(pickled("c" + std::string(5000, 'm') + "\n" + std::string(5000, 'n') + "\n."), "mmm");
    checkRefused(pickled("c\x1b[31m\n\xff\xfe\n."), "refused");  // nothing of it reaches a terminal
    CHECK(refusal(pickled("c\x1b[31m\n\xff\xfe\n.")).find('\x1b') == std::string::npos);
}

TEST(instructions_that_make_objects_are_refused) {
    checkRefused(pickled("(ios\nsystem\n."), "0x69");
    checkRefused(pickled("(ccollections\nOrderedDict\no."), "0x6f");
    checkRefused(pickled("ccollections\nOrderedDict\n)\x81."), "0x81");
    checkRefused(pickled("ccollections\nOrderedDict\n)}\x92."), "0x92");
    checkRefused(pickled("\x82\x01."), "0x82");
    for (const char* unused : {"I1\n.", "S'a'\n.", "P1\n.", "(l.", "(d.", "N0.", "N2.", "F1.0\n.", "\x8f.", "\x97."}) {
        checkRefused(pickled(unused), "does not use");
    }
    // Attributes of anything but a state dict, and others than its version numbers.
    checkRefused(pickled("}}b."), "attributes");
    checkRefused(pickled("ccollections\nOrderedDict\n)R}(" + pickle::text("__class__") + "Nub."), "attribute");
    checkRefused(pickled("ccollections\nOrderedDict\n)R(N}tb."), "attributes");
    CHECK_OK(openBytes(pickled("ccollections\nOrderedDict\n)R}(" + pickle::text("_metadata") + "}ub.")));
}

TEST(calls_in_another_way_are_refused) {
    for (const char* call : {"ccollections\nOrderedDict\n(Nt", "ctorch._utils\n_rebuild_tensor_v2\n)",
                             "ctorch\nSize\n)", "ctorch\nFloatStorage\n)", "ctorch._utils\n_rebuild_parameter\n(NNNt",
                             "ctorch\ndevice\n)", "N)", "ctorch\nSize\n(NNNNNNNNNt"}) {
        checkRefused(pickled(call + std::string("R.")), "its pickle");
    }
    checkRefused(pickled("ccollections\nOrderedDict\n}R."), "damaged");
    for (const std::string& id : {std::string("N"), std::string("(NNNNNt"), "(" + pickle::text("storage") + "NNNNt",
                                  "(" + pickle::text("storage") + "ccollections\nOrderedDict\n" + pickle::text("0") +
                                      pickle::text("cpu") + "K\x01t",
                                  "(" + pickle::text("module") + "ctorch\nFloatStorage\n" + pickle::text("0") +
                                      pickle::text("cpu") + "K\x01t"}) {
        checkRefused(pickled(id + "Q."), "names a storage");
    }
    // Storages and functions are no values.
    checkRefused(torchBytes(pickle::file(pickle::storage("FloatStorage", "0", 1)), {"1234"}), "neither a tensor");
    checkRefused(torchBytes(pickle::file("ccollections\nOrderedDict\n")), "neither a tensor");
    checkRefused(torchBytes(pickle::file("C\x01z")), "neither a tensor");
    // The key of a storage is no path.
    checkRefused(
        torchBytes(pickle::file(pickle::tensor(pickle::storage("FloatStorage", "../data.pkl", 1), 0, {1}, {1}))),
        "missing");
}

TEST(damaged_pickles_are_refused) {
    const std::string sound = pickle::file(pickle::tensor(pickle::storage("FloatStorage", "0", 1), 0, {1}, {1}));
    CHECK_OK(openBytes(torchBytes(sound, {"1234"})));
    for (std::size_t length = 0; length < sound.size(); ++length) {
        refusal(torchBytes(sound.substr(0, length), {"1234"}));
    }
    refusal(torchBytes(sound + "N", {"1234"}));
    for (const char* broken : {".",
                               "NN.",
                               "(N.",
                               "t.",
                               "N\x85\x86.",
                               "a.",
                               "Na.",
                               "]a.",
                               "](a.",
                               "}(Nu.",
                               "}NNNs.",
                               "u.",
                               "h\x00.",
                               "h\x07.",
                               "q\x00.",
                               "\x94.",
                               "R.",
                               "NR.",
                               "Q.",
                               "b.",
                               "\x93.",
                               "NN\x93.",
                               "cos",
                               "cos\n.",
                               "X\xff\xff\xff\xff.",
                               "J\x01.",
                               "\x95\xff\xff\xff\xff\xff\xff\xff\x7fN.",
                               "\x8a\x09"
                               "123456789.",
                               "\x80\x06N.",
                               "\x80\x01N.",
                               "X\x01\x00\x00\x00\xff.",
                               "]N}u."}) {
        refusal(pickled(broken));
    }
    checkRefused(torchBytes("\x80\x02\x8a\x09"
                            "123456789."),
                 "64 bits");
    checkRefused(torchBytes("(dp0\n."), "protocol 0");
    checkRefused(torchBytes(""), "protocol 0");
}

TEST(whole_numbers_are_read_at_every_width) {
    const auto value = [](const std::string& spelled) {
        const auto archive = openBytes(torchBytes(pickle::file(spelled)));
        CHECK_OK(archive);
        return std::get<std::int64_t>(archive->values().at("a"));
    };
    CHECK_EQ(value("K\xff"), 255);
    CHECK_EQ(value("M\xff\xff"), 65535);
    CHECK_EQ(value("J\xff\xff\xff\xff"), -1);
    CHECK_EQ(value(std::string("J\x00\x00\x00\x80", 5)), std::int64_t{INT32_MIN});
    CHECK_EQ(value(std::string("\x8a\x00", 2)), 0);
    CHECK_EQ(value("\x8a\x01\xfe"), -2);
    CHECK_EQ(value(std::string("\x8a\x02\xff\x00", 4)), 255);
    CHECK_EQ(value(std::string("\x8a\x05\x00\x00\x00\x00\x80", 7)), -(std::int64_t{1} << 39));
    CHECK_EQ(value(pickle::integer(INT64_MIN)), INT64_MIN);
}

TEST(loops_and_bombs_cost_little) {
    // A list that holds itself, and a dictionary that holds itself under a name.
    checkRefused(pickled("]q\x01h\x01"
                         "a."),
                 "nested more");
    checkRefused(pickled("}q\x01(" + pickle::text("a") + "h\x01u."), "nested more");
    // Thirty tuples, each twice the one before: 2^30 members from 200 bytes.
    std::string doubled = "N";
    for (int i = 0; i < 30; ++i) {
        doubled += "q\x01h\x01\x86";
    }
    checkRefused(pickled(doubled + "."), "too long");
    std::string nested;
    for (int i = 0; i < 100; ++i) {
        nested += "](";
    }
    checkRefused(pickled(nested + "N" + std::string(100, 'e') + "."), "nested");
    checkRefused(pickled(std::string(2000, '(') + "."), "nested too deeply");
    // Long names multiply along a path.
    std::string named = "N";
    for (int i = 0; i < 20; ++i) {
        named = "}(" + pickle::text(std::string(1000, 'n')) + named + "u";
    }
    checkRefused(pickled(named + "."), "too long");
    checkRefused(pickled("Nr\xff\xff\xff\xff."), "remembers too many");
    checkRefused(pickled(std::string(3'000'000, 'N') + "."), "values");
    checkRefused(pickled("Nq\x01" +
                         [] {
                             std::string again;
                             for (int i = 0; i < 4'100'000; ++i) {
                                 again += "h\x01";
                             }
                             return again;
                         }() +
                         "."),
                 "stacks too many");
    rusage usage{};
    ::getrusage(RUSAGE_SELF, &usage);
    CHECK(usage.ru_maxrss < (1 << 20));  // KiB
}
