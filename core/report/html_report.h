// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/progress.h"
#include "core/report/report_language.h"
#include "core/workspace/workspace.h"

#include <cstdint>
#include <filesystem>
#include <stop_token>
#include <string>
#include <vector>

namespace saferscope {

/// What becomes of prompts, answers and contexts of the data.
enum class ReportTexts {
    Readable,
    Masked,   ///< not in the file: bars of about the words' lengths stand for them, in the colours of their tokens
    LeftOut,  ///< neither they nor anything in their place
};

struct HtmlReportOptions {
    std::string title;            ///< empty = "What NAME has learned"
    std::string index;            ///< name; empty = the newest
    std::string featureSet;       ///< whose sum colours the pairs; empty = the newest saved one, else the strongest
    std::uint32_t features = 40;  ///< cards and rows, at most
    std::uint32_t pairs = 20;     ///< examples, at most
    ReportTexts texts = ReportTexts::Readable;
    /// For paper: nothing to press and nothing folded away, no style sheet and no script. Elements and classes are
    /// those of the page; whoever prints it brings the looks (report_print.h).
    bool paper = false;
    /// Cards (up to seven tenths of it) and examples are written until the file has this size, the rest is left out,
    /// and the report says so. What comes after them is bounded by itself: some hundred kB.
    std::uint64_t maxBytes = 3'000'000;
    std::string createdAt;  ///< UTC; empty = now
    ReportLanguage language;
};

struct HtmlReportSummary {
    std::uint64_t bytes = 0;
    std::uint32_t features = 0;      ///< cards
    std::uint32_t pairs = 0;         ///< examples
    std::vector<std::string> parts;  ///< headings, in order
    std::vector<std::string> left;   ///< what was cut or left out, and what could not be read: whole sentences
};

/// One HTML file that tells people without Saferscope what was found: what was examined, how good SAE and reward model
/// are, which features separate chosen from rejected, examples, ratings, experiments, causal results, and how all of it
/// was computed. It needs nothing else: no file, no network (its own content security policy forbids both), no
/// JavaScript for reading. Texts of the data are blurred until somebody asks for them; they are in the file all the
/// same, unless the options mask them or leave them out. Parts that the workspace has nothing for are not there; an
/// empty workspace gives a report that says so.
///
/// Reads what is stored. Three things are computed anew because they are never stored: contrasts and scores from the
/// index, the agreement of raters, the audit. Blocks: a second for a small index, a minute for one of 100k pairs. A
/// part that cannot be read is left out and named in the report. Any thread with a Workspace of its own.
Result<HtmlReportSummary> writeHtmlReport(Workspace& workspace, const std::filesystem::path& file,
                                          const HtmlReportOptions& options, const ProgressCallback& progress = {},
                                          const std::stop_token& stop = {});
/// The same as text.
Result<std::string> makeHtmlReport(Workspace& workspace, const HtmlReportOptions& options, HtmlReportSummary& summary,
                                   const ProgressCallback& progress = {}, const std::stop_token& stop = {});

}  // namespace saferscope
