// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/translations/sentence_lexer.h"

#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace saferscope::sentences {

/// A sentence of the source as a template: what stands there for certain, and %1, %2 … for what is put in.
struct Sentence {
    std::string text;
    /// One letter for each placeholder: 'o' may be a sentence itself, 'v' is a path or a name, 'n' is a number,
    /// 'q' stands in quotes and is never touched.
    std::string kinds;
    std::string file;  ///< the first that has it, from the root of the sources
};

/// Searches C++ sources for the English that people get to read: what is given to fail(), Error{} and the functions
/// that hand it on, stages of progress, and variables and members named for it (reason, hint, note …). It knows names
/// and brackets, no types; what it cannot follow becomes a placeholder. Not thread-safe.
class SentenceFinder {
public:
    /// `searched` is false for a file that only explains others: its functions and makers are known, its own sentences
    /// are left out. With `prose` every literal that reads like a sentence is one, whoever is given it.
    void addFile(const std::string& path, std::string_view source, bool searched = true, bool prose = false);
    /// Sorted by text, each once.
    std::vector<Sentence> find();
    /// Literals that read like prose and are in no sentence: where to look when something is missed. After find().
    std::vector<std::string> missed() const;

private:
    struct File {
        std::string path;
        Tokens tokens;
        std::vector<int> block;  ///< per token: which function body it stands in, 0 outside
        std::vector<bool> used;
        bool searched = true;
        bool prose = false;
    };
    struct Function {
        std::size_t file = 0;
        std::vector<std::string> parameters;
        Range body;
        std::set<std::size_t> given;  ///< parameters that become part of a sentence
        bool lambda = false;
    };
    struct Piece {
        bool literal = false;
        std::string text;
        char kind = 'o';  ///< of a part; see Sentence
    };
    using Form = std::vector<Piece>;
    using Forms = std::vector<Form>;

    void indexFunctions(std::size_t file);
    void tryFunction(std::size_t file, std::size_t name);
    void findMakers();
    bool spreadTo(Function& function);
    /// The arguments of the call at `name` that become sentences.
    std::vector<Range> givenArguments(std::size_t file, std::size_t name) const;
    void searchFile(std::size_t file);
    void searchAssigned(std::size_t file, std::size_t name);
    void searchReturns(const Function& function);
    void searchProse(std::size_t file);
    void harvest(std::size_t file, Range range, bool whole);
    Forms expand(std::size_t file, Range range);
    Forms expandSum(std::size_t file, const std::vector<Range>& parts);
    Forms expandChoice(std::size_t file, Range range, std::size_t question);
    Forms expandName(std::size_t file, Range range);
    void followCalls(std::size_t file, Range range);
    std::vector<Range> definitionsOf(std::size_t file, std::size_t name) const;
    void keep(std::size_t file, const Form& form, bool whole);

    std::vector<File> m_files;
    std::map<std::string, std::vector<Function>> m_functions;
    std::map<std::string, Sentence> m_found;
    std::set<std::pair<std::size_t, std::size_t>> m_seen;
    int m_depth = 0;
};

}  // namespace saferscope::sentences
