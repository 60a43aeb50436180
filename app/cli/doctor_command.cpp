// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/doctor_findings.h"
#include "app/cli/exit_code.h"
#include "app/cli/model_session.h"
#include "app/cli/output.h"
#include "core/jobs/code_version.h"
#include "core/tensor/device.h"
#include "core/workspace/workspace.h"

#include <cstdlib>
#include <memory>

namespace saferscope::cli {

namespace {

struct DoctorOptions {
    CommonOptions common;
    ModelExamination model;
};

void examineCompute(Findings& findings) {
    configureTorch();
    const ComputeReport report = inspectCompute();
    findings.json["safer"] = codeVersion();
    findings.json["libtorch"] = report.torchVersion;
    findings.json["compute"] = {{"blas", report.blas},       {"fast_blas", report.fastBlas},
                                {"threads", report.threads}, {"cuda", report.cuda},
                                {"bf16", report.bf16},       {"fp32_gflops", report.fp32Gflops}};
    findings.lines.push_back(std::string("safer ") + codeVersion() + ", libtorch " + report.torchVersion);
    findings.lines.push_back("Matrix products: " + report.blas + ", " + std::to_string(report.threads) + " threads, " +
                             number(report.fp32Gflops, 0) + " GFLOP/s in fp32");
    findings.lines.push_back(std::string("CUDA: ") + (report.cuda ? "yes" : "no") +
                             "; bfloat16 worth using: " + (report.bf16 ? "yes" : "no"));
    if (!report.fastBlas) {
        findings.warnings.push_back(
            "Matrix products use the plain reference BLAS, about 100 times slower. Install OpenBLAS (Debian: "
            "libopenblas0).");
    }
    if (const char* kernel = std::getenv("OPENBLAS_CORETYPE"); kernel != nullptr) {
        findings.warnings.push_back(std::string("OPENBLAS_CORETYPE=") + kernel +
                                    " is set and can halve the speed shown here. Workers ignore it.");
    }
}

void examineWorkspace(const std::string& folder, Findings& findings) {
    auto workspace = Workspace::open(absolutePath(folder));
    if (!workspace) {
        findings.problems.push_back(workspace.error());
        return;
    }
    OrderedJson json = {{"path", (*workspace)->folder().string()}};
    findings.lines.push_back("Workspace " + (*workspace)->folder().string());
    OrderedJson datasets = OrderedJson::array();
    for (const auto& dataset : (*workspace)->datasets()) {
        datasets.push_back({{"name", dataset.name}, {"pairs", dataset.pairs}, {"skipped", dataset.skipped}});
        findings.lines.push_back("  data set \"" + dataset.name + "\": " + grouped(dataset.pairs) + " pairs");
    }
    json["datasets"] = std::move(datasets);
    for (const auto kind : {ArtifactKind::Model, ArtifactKind::Sae, ArtifactKind::Index}) {
        OrderedJson list = OrderedJson::array();
        for (const auto& artifact : (*workspace)->artifacts(kind)) {
            const Freshness freshness = (*workspace)->freshness(artifact);
            list.push_back({{"name", artifact.name},
                            {"path", artifact.path.string()},
                            {"fresh", freshness.fresh},
                            {"reason", freshness.reason}});
            findings.lines.push_back(std::string("  ") + artifactKindName(kind) + " \"" + artifact.name + "\"" +
                                     (freshness.fresh ? "" : ": " + freshness.reason));
            if (kind != ArtifactKind::Index) {
                continue;
            }
            if (const auto index = FeatureIndex::open(artifact.path); !index) {
                findings.problems.push_back(index.error());
            } else if (auto intact = (*index)->verify(); !intact) {
                findings.problems.push_back(intact.error());
            }
        }
        json[std::string(artifactKindName(kind)) + "s"] = std::move(list);
    }
    findings.json["workspace"] = std::move(json);
}

Status runDoctor(const DoctorOptions& options) {
    Findings findings;
    examineCompute(findings);
    if (!options.model.folder.empty()) {
        examineModel(options.model, findings);
    }
    if (!options.common.workspace.empty()) {
        examineWorkspace(options.common.workspace, findings);
    }
    if (options.common.json) {
        findings.json["warnings"] = findings.warnings;
        OrderedJson problems = OrderedJson::array();
        for (const auto& problem : findings.problems) {
            problems.push_back({{"message", problem.message}, {"hint", problem.hint}});
        }
        findings.json["problems"] = std::move(problems);
        printJson(findings.json);
    } else {
        for (const auto& line : findings.lines) {
            printText(printable(line));
        }
    }
    for (const auto& warning : findings.warnings) {
        printNote("Warning: " + warning);
    }
    for (const auto& problem : findings.problems) {
        printError(problem);
    }
    if (!findings.problems.empty()) {
        return alreadyReported(exitCodeOf(findings.problems.front().code));
    }
    return {};
}

}  // namespace

void addDoctorCommand(CommandSet& commands) {
    const auto options = std::make_shared<DoctorOptions>();
    auto* command = commands.add("doctor", "What this machine computes with; checks a model folder or a workspace",
                                 "  safer doctor\n"
                                 "  safer doctor --model models/rm\n"
                                 "  safer doctor --workspace ws --json");
    auto* model = command->add_option("--model", options->model.folder, "Model folder to examine")->type_name("DIR");
    command->add_option("--label", options->model.label, "Of a model with several labels: the one that is the reward")
        ->type_name("NAME|N")
        ->needs(model);
    command
        ->add_flag("--base", options->model.base,
                   "It is to be trained from: a language model without a reward head is no problem then")
        ->needs(model);
    command->add_flag("--load", options->model.load, "Read the weights too, not only what their files say of them")
        ->needs(model);
    addWorkspaceOption(command, options->common, false);
    addJsonOption(command, options->common);
    commands.onRun(command, [options] { return runDoctor(*options); });
}

}  // namespace saferscope::cli
