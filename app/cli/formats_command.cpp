// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/output.h"
#include "core/formats/accepted_formats.h"

#include <memory>

namespace saferscope::cli {

namespace {

std::string heading(FormatKind kind) {
    switch (kind) {
        case FormatKind::Model:
            return "Reward models (--model)";
        case FormatKind::Tokenizer:
            return "Tokenizers (in the model's folder)";
        case FormatKind::Sae:
            return "Sparse autoencoders (--sae, safer sae add)";
        case FormatKind::Pairs:
            return "Preference pairs (--data, safer import)";
        case FormatKind::Texts:
            return "General texts (safer train-sae --stage1-texts)";
        case FormatKind::Output:
            return "What goes out beside these (safer export)";
    }
    return {};
}

void printKind(FormatKind kind) {
    printText(heading(kind));
    std::vector<std::vector<std::string>> rows = {{"format", "files", "reads", "writes", "called"}};
    for (const AcceptedFormat& format : acceptedFormats()) {
        if (format.kind == kind) {
            rows.push_back({std::string(format.name), std::string(format.files), format.reads ? "yes" : "-",
                            format.writes ? "yes" : "-", std::string(format.option.empty() ? "-" : format.option)});
        }
    }
    printTable(rows);
    printText("");
}

Status runFormats(bool json) {
    if (json) {
        for (const AcceptedFormat& format : acceptedFormats()) {
            printJson({{"kind", formatKindName(format.kind)},
                       {"id", format.id},
                       {"name", format.name},
                       {"files", format.files},
                       {"reads", format.reads},
                       {"writes", format.writes},
                       {"option", format.option},
                       {"notes", format.notes}});
        }
        return {};
    }
    for (const FormatKind kind : {FormatKind::Model, FormatKind::Tokenizer, FormatKind::Sae, FormatKind::Pairs,
                                  FormatKind::Texts, FormatKind::Output}) {
        printKind(kind);
    }
    printText("`safer formats --json` adds what each assumes and where its limits are.");
    return {};
}

}  // namespace

void addFormatsCommand(CommandSet& commands) {
    const auto options = std::make_shared<CommonOptions>();
    auto* command = commands.add("formats", "Every kind of file that is read and written",
                                 "  safer formats\n"
                                 "  safer formats --json | jq 'select(.kind == \"sae\")'");
    addJsonOption(command, *options);
    commands.onRun(command, [options] { return runFormats(options->json); });
}

}  // namespace saferscope::cli
