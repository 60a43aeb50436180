// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/index_access.h"
#include "app/cli/output.h"
#include "app/cli/rate_file.h"
#include "app/cli/rate_report.h"
#include "app/cli/run_follow.h"
#include "app/cli/workspace_run.h"
#include "core/judge/llm_client.h"
#include "core/judge/rating_estimate.h"
#include "core/workspace/rating_run.h"

#include <cstdlib>
#include <fstream>
#include <memory>

namespace saferscope::cli {

namespace fs = std::filesystem;

namespace {

struct RateOptions {
    CommonOptions common;
    std::string judge = "openai";
    std::string from;
    std::string templateFile;
    std::string index;
    std::string scope = "sentence-ends";
    std::vector<std::uint32_t> features;
    std::uint32_t candidates = 0;
    bool again = false;
    Background detach;  ///< --detach or --queue
    bool printTemplate = false;
    bool noCache = false;
    bool noSchema = false;
    JudgeSettings settings;
    CLI::Option* baseUrl = nullptr;
    CLI::Option* apiVersion = nullptr;
    CLI::Option* keyVariable = nullptr;
};

std::string environmentText(const std::string& name) {
    const char* value = name.empty() ? nullptr : std::getenv(name.c_str());
    return value != nullptr ? value : "";
}

void takeFromEnvironment(const CLI::Option* option, const char* name, std::string& value) {
    if (const std::string text = environmentText(name); option->count() == 0 && !text.empty()) {
        value = text;
    }
}

Result<std::string> readTemplate(const std::string& path) {
    std::error_code error;
    if (!fs::is_regular_file(path, error)) {
        return fail(ErrorCode::NotFound, "There is no file " + path + ".");
    }
    std::ifstream file(path, std::ios::binary);
    std::string text((64u << 10) + 1, '\0');
    file.read(text.data(), static_cast<std::streamsize>(text.size()));
    text.resize(static_cast<std::size_t>(file.gcount()));
    if (const auto parsed = PromptTemplate::parse(text, path); !parsed) {
        return failure(parsed);
    }
    return text;
}

Result<JudgeSettings> judgeOf(const RateOptions& options) {
    JudgeSettings settings = options.settings;
    const auto kind = judgeKindFromName(options.judge);
    if (!kind) {
        return failure(kind);
    }
    settings.kind = *kind;
    settings.useCache = !options.noCache;
    settings.structuredOutput = !options.noSchema;
    if (settings.kind == JudgeKind::OpenAi) {
        takeFromEnvironment(options.baseUrl, "OPENAI_BASE_URL", settings.baseUrl);
    } else if (settings.kind == JudgeKind::Azure) {
        if (options.baseUrl->count() == 0) {
            settings.baseUrl = environmentText("AZURE_OPENAI_ENDPOINT");
        }
        if (options.keyVariable->count() == 0) {
            settings.keyVariable = "AZURE_OPENAI_API_KEY";
        }
        takeFromEnvironment(options.apiVersion, "OPENAI_API_VERSION", settings.apiVersion);
        if (settings.baseUrl.empty()) {
            return fail(ErrorCode::Usage, "The address of the Azure resource is missing.",
                        "Give it with --base-url or in AZURE_OPENAI_ENDPOINT.");
        }
    }
    if (!options.templateFile.empty()) {
        auto text = readTemplate(options.templateFile);
        if (!text) {
            return failure(text);
        }
        settings.promptTemplate = std::move(*text);
    }
    auto checked = judgeSettingsFromJson(toJson(settings), "The options");
    if (!checked) {
        return fail(ErrorCode::Usage, checked.error().message, checked.error().hint);
    }
    return checked;
}

// Ratings that a run has left, whatever became of it, into the workspace.
Result<RatingMerge> collect(Workspace& workspace, const fs::path& runFolder) {
    RatingMerge merged;
    std::error_code error;
    if (fs::exists(runFolder / runRatingsName, error)) {
        auto read = workspace.mergeRatingsFile(runFolder / runRatingsName);
        if (!read) {
            return read;
        }
        merged = std::move(*read);
    }
    if (const auto adopted = workspace.adoptFinishedRuns(); !adopted) {
        return failure(adopted);
    }
    return merged;
}

Status startDetached(const Workspace& workspace, const fs::path& folder, const RateOptions& options) {
    if (auto started = startRun(folder); !started) {
        return started;
    }
    const std::string id = folder.filename().string();
    if (options.common.json) {
        printJson({{"run", id}, {"state", "running"}, {"folder", folder.string()}});
        return {};
    }
    printText(id);
    printNote("It runs in the background; `safer jobs --workspace " + workspace.folder().string() + "` shows it.");
    return {};
}

Status runRating(Workspace& workspace, const RunSpec& spec, const RateOptions& options) {
    const auto folder = createRunFolder(workspace.runsFolder(), spec);
    if (!folder) {
        return failure(folder);
    }
    if (auto written = writeKnownAnswers(workspace, spec, *folder); !written) {
        return written;
    }
    if (options.detach.queue) {
        return queueRun(workspace, *folder, options.detach, options.common.json);
    }
    if (options.detach) {
        return startDetached(workspace, *folder, options);
    }
    const std::string id = folder->filename().string();
    Result<RunResult> result = RunResult();
    {
        ProgressDisplay display(options.common.quiet);
        result = startAndFollow(*folder, display, resumeHint(workspace, id));
    }
    const auto merged = collect(workspace, *folder);
    if (!merged) {
        return result ? failure(merged) : failure(result);
    }
    const std::uint64_t kept = merged->added + merged->known;
    if (!result) {
        printNote(grouped(kept) + " answers of the judge are in the workspace.");
        if (options.common.json) {
            printJson({{"run", id}, {"state", runStateName(readRunState(*folder))}, {"merged", kept}});
        }
        return failure(result);
    }
    if (options.common.json) {
        OrderedJson json = {{"run", id}, {"state", runStateName(result->state)}, {"merged", kept}};
        json["values"] = OrderedJson::parse(dumpJson(result->values));
        printJson(json);
    } else {
        printRatingOutcome(result->values, *merged);
    }
    return {};
}

Status rate(const RateOptions& options) {
    const auto settings = judgeOf(options);
    if (!settings) {
        return failure(settings);
    }
    if (options.printTemplate) {
        const auto text = promptTemplateOf(*settings);
        if (!text) {
            return failure(text);
        }
        printText(std::string_view(text->text()).substr(0, text->text().find_last_not_of('\n') + 1));
        return {};
    }
    if (auto checked = checkBackground(options.detach, !options.common.workspace.empty()); !checked) {
        return checked;
    }
    // A key must not be written anywhere, and the queue's runner may have been started by somebody without it.
    if (options.detach.queue && settings->kind != JudgeKind::Lexical &&
        !environmentText(settings->keyVariable).empty()) {
        return fail(ErrorCode::Usage, "A run that needs a secret key cannot be queued.",
                    "Use --detach to start it now.");
    }
    auto workspace = openWorkspace(options.common.workspace);
    if (!workspace) {
        return failure(workspace);
    }
    if (const auto adopted = (*workspace)->adoptFinishedRuns(); !adopted) {
        return failure(adopted);
    }
    RatingRunRequest request;
    request.index = options.index;
    request.scope = options.scope == "all-tokens" ? TokenScope::AllTokens : TokenScope::SentenceEnds;
    for (const std::uint32_t feature : options.features) {
        request.features.emplace_back(feature);
    }
    request.candidates = options.candidates;
    request.onlyMissing = !options.again;
    request.judge = *settings;
    auto spec = planRatingRun(**workspace, request);
    if (!spec) {
        return failure(spec);
    }
    spec->seed = options.common.seed;
    const auto params = rateFeaturesParamsFromJson(spec->params);
    if (!params) {
        return failure(params);
    }
    if (params->features.empty()) {
        printNote("Nothing to rate: \"" + settings->raterName() +
                  "\" has rated these features already; --again asks anew.");
        if (options.common.json) {
            printJson({{"run", nullptr}, {"state", "finished"}, {"merged", 0}, {"values", {{"rated", 0}}}});
        }
        return {};
    }
    const auto index = FeatureIndex::open(params->index);
    const auto events = (*workspace)->ratings();
    if (!index || !events) {
        return index ? failure(events) : failure(index);
    }
    const auto estimate = estimateRating(**index, *params, KnownAnswers(*events));
    if (!estimate) {
        return failure(estimate);
    }
    if (!options.common.quiet) {
        printRatingEstimate(*params, *estimate);
    }
    if (options.common.dryRun) {
        return printRatingDryRun(**index, *params, *estimate, {options.common.json, !options.features.empty()});
    }
    if (settings->kind != JudgeKind::Lexical) {
        if (const auto key = LlmClient::usableKey(*settings, environmentText(settings->keyVariable)); !key) {
            return failure(key);
        }
    }
    return runRating(**workspace, *spec, options);
}

void addJudgeOptions(CLI::App* command, RateOptions& options) {
    JudgeSettings& judge = options.settings;
    const auto add = [command](const char* name, auto& value, const char* text, const char* group = "Judge") {
        return command->add_option(name, value, text)->group(group);
    };
    add("--judge", options.judge,
        "Who rates: openai (any compatible server), azure, lexical (word lists, offline), file")
        ->check(CLI::IsMember({"openai", "azure", "lexical", "file"}))
        ->capture_default_str();
    add("--from", options.from,
        "With --judge file: SAFER's interpret.json, delphi's folder or Neuronpedia's explanations batch")
        ->type_name("FILE|DIR");
    add("--as", judge.name, "Name the judge is recorded under (default: the model's)")->type_name("NAME");
    add("--model", judge.model, "Model to ask; Azure: the deployment")->capture_default_str();
    options.baseUrl =
        add("--base-url", judge.baseUrl, "Address (default: OPENAI_BASE_URL or AZURE_OPENAI_ENDPOINT, else OpenAI's)")
            ->type_name("URL");
    options.apiVersion = add("--api-version", judge.apiVersion, "Azure's API version (default: OPENAI_API_VERSION)");
    options.keyVariable =
        add("--key-variable", judge.keyVariable,
            "Environment variable that holds the key (default: OPENAI_API_KEY or AZURE_OPENAI_API_KEY)")
            ->type_name("NAME");
    add("--temperature", judge.temperature, "Randomness of the answers")->capture_default_str();
    add("--output-tokens", judge.maxOutputTokens, "Length limit of an answer")->capture_default_str();
    add("--contexts", judge.contexts, "Contexts shown, at most")->capture_default_str();
    add("--context-tokens", judge.contextTokens, "Length of a context")->capture_default_str();
    add("--template", options.templateFile, "Edited prompt template")->type_name("FILE");
    command->add_flag("--print-template", options.printTemplate, "Print the prompt template and do nothing else")
        ->group("Judge");
    command->add_flag("--no-schema", options.noSchema, "Do not ask the server for a JSON schema")->group("Judge");
    command->add_flag("--no-cache", options.noCache, "Ask even where the very same question was answered before")
        ->group("Judge");

    add("--concurrency", judge.concurrency, "Requests under way at a time", "Limits")->capture_default_str();
    add("--requests-per-minute", judge.requestsPerMinute, "At most so many; 0 = no limit of our own", "Limits");
    add("--retries", judge.maxRetries, "Retries per feature", "Limits")->capture_default_str();
    add("--timeout", judge.requestTimeoutSeconds, "Seconds for one request", "Limits")->capture_default_str();
    add("--max-requests", judge.maxRequests, "Never send more, retries included; 0 = no limit", "Limits");
    add("--max-cost", judge.maxCost, "Never spend more, in the currency of the prices; 0 = no limit", "Limits");
    add("--input-price", judge.inputPrice, "Price of a million tokens sent", "Limits");
    add("--output-price", judge.outputPrice, "Price of a million tokens answered", "Limits");
}

}  // namespace

void addRateCommand(CommandSet& commands) {
    const auto options = std::make_shared<RateOptions>();
    auto* command = commands.add(
        "rate", "Have an LLM (or word lists, or a file) rate how safety-related features are",
        "  safer rate --workspace ws --judge lexical\n"
        "  OPENAI_API_KEY=… safer rate --workspace ws --model gpt-4o --max-cost 2 --input-price 2.5 --output-price 10\n"
        "  safer rate --workspace ws --base-url http://127.0.0.1:8080/v1 --model llama --features 12,345 --dry-run\n"
        "  safer rate --workspace ws --judge file --from interpret.json --as gpt-4o-paper");
    addWorkspaceOption(command, options->common, false);
    command->add_option("--index", options->index, "Name of the index (default: the newest)")->type_name("NAME");
    command->add_option("--scope", options->scope, "Positions that count: sentence-ends (as trained) or all-tokens")
        ->check(CLI::IsMember({"sentence-ends", "all-tokens"}))
        ->capture_default_str();
    command
        ->add_option("--candidates", options->candidates, "The N strongest features (default: the workspace's setting)")
        ->type_name("N");
    command->add_option("--features", options->features, "These features instead: 12,345")
        ->delimiter(',')
        ->type_name("LIST");
    command->add_flag("--again", options->again, "Also features that this judge has rated already");
    addJudgeOptions(command, *options);
    addBackgroundOptions(command, options->detach);
    addSeedOption(command, options->common);
    addDryRunOption(command, options->common);
    addJsonOption(command, options->common);
    commands.onRun(command, [options]() -> Status {
        if (options->judge == "file") {
            return importRatingFile({options->common, options->from, options->settings.name, options->index});
        }
        if (!options->from.empty()) {
            return fail(ErrorCode::Usage, "--from belongs to --judge file.", "Leave one of them out.");
        }
        return rate(*options);
    });
}

}  // namespace saferscope::cli
