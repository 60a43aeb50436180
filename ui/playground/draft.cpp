// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/playground/draft.h"

#include "core/base/log.h"
#include "core/workspace/pair_lists.h"

#include <QCoreApplication>
#include <QLocale>
#include <algorithm>
#include <cmath>

namespace saferscope {
namespace {

// A pair list of one in a kind of its own, so that no list of people's can be hurt by it.
constexpr const char* draftKind = "playground-draft";
constexpr const char* draftName = "draft";

}  // namespace

Draft emptyDraft() {
    Draft draft;
    draft.prompt = {{"user", ""}};
    return draft;
}

bool isBlank(const Draft& draft) {
    return draft.chosen.empty() && draft.rejected.empty() &&
           std::all_of(draft.prompt.begin(), draft.prompt.end(),
                       [](const Message& turn) { return turn.content.empty(); });
}

PreferencePair questionOf(const Draft& draft) {
    PreferencePair pair = draft;
    pair.id = "playground";
    std::erase_if(pair.prompt, [](const Message& turn) { return turn.content.empty(); });
    if (pair.prompt.empty() || (pair.prompt.size() == 1 && pair.prompt.front().role == "system")) {
        pair.prompt.push_back({"user", ""});
    }
    return pair;
}

Draft savedDraft(const Workspace& workspace) {
    const auto document = workspace.document(draftKind, draftName);
    if (!document) {
        return emptyDraft();
    }
    auto list = pairListFromJson(document->body, draftName);
    if (!list || list->pairs.empty()) {
        return emptyDraft();
    }
    return std::move(list->pairs.front());
}

void saveDraft(Workspace& workspace, const Draft& draft) {
    PairList list{draftName, {}, {draft}};
    if (const Status saved = workspace.saveDocument({draftKind, draftName, {}, toJson(list)}, true); !saved) {
        log::warn("The playground's draft could not be kept: {}", saved.error().message);
    }
}

QString marginWords(double margin) {
    const double size = std::abs(margin);
    const QLocale locale;
    const QString number = locale.toString(size, 'f', 2);
    if (!std::isfinite(margin)) {
        return QCoreApplication::translate("Playground", "The model gives no number for these texts.");
    }
    const double likely = 1.0 / (1.0 + std::exp(-size));
    const QString percent = likely > 0.9995 ? QStringLiteral("> ") + locale.toString(99.9, 'f', 1)
                                            : locale.toString(100.0 * likely, 'f', 0);
    if (size < 0.005) {
        return QCoreApplication::translate("Playground", "Both answers get the same reward");
    }
    return margin > 0.0 ? QCoreApplication::translate("Playground", "A is preferred by %1 (win probability %2 %)")
                              .arg(number, percent)
                        : QCoreApplication::translate("Playground", "B is preferred by %1 (win probability %2 %)")
                              .arg(number, percent);
}

}  // namespace saferscope
