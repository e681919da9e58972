;;; session.el --- a writer's session in Emacs  -*- lexical-binding: t -*-

;; Plays it with the commands a writer uses and says "ok - WHAT" or "not ok - WHAT".  The
;; settings, those of editors/README.md, are loaded before this.  What Emacs shows goes to
;; $OUT as text, the messages of the session to events.log.

(require 'cl-lib)
(require 'eglot)
(require 'flymake)
(require 'map)
(require 'project)
(require 'xref)

(defconst seconds 30 "How long anything may take.")
(defconst project default-directory)
(defconst briefing (expand-file-name "drafts/shared-future-briefing.md" project))
(defconst out (file-name-as-directory (getenv "OUT")))

(setq eglot-events-buffer-config '(:size 10000000 :format full)
      eglot-report-progress nil
      ;; Where it would ask, it is told.
      eglot-confirm-server-edits nil)

(defvar warned nil "What Emacs warned of.")
(advice-add 'display-warning :before
            (lambda (type message &optional level &rest _)
              (unless (eq level :debug) (push (list type message) warned))))

;;; Waiting, saying, keeping.

(defun wait-for (condition)
  "What CONDITION gives as soon as it is not nil, nil when time is up.
Reads keys meanwhile, as only then Emacs sees that files changed or a process has ended."
  (let ((end (+ (float-time) seconds)) value)
    (while (not (or (setq value (funcall condition)) (> (float-time) end)))
      (read-event nil nil 0.02)
      (run-hooks 'post-command-hook))
    value))

(defun say (what good &optional seen)
  "Report whether WHAT is GOOD; where it is not, show what was SEEN and leave."
  (princ (format "%s - %s\n" (if good "ok" "not ok") what))
  (unless good
    (princ (format "# seen: %S\n" seen))
    (kill-emacs 1)))

(defun visible (text)
  "TEXT as it stands on the screen, without what is hidden."
  (with-temp-buffer
    (insert text)
    (let ((position (point-min)) (parts nil))
      (while (< position (point-max))
        (let ((next (next-single-char-property-change position 'invisible)))
          (unless (invisible-p position)
            (push (buffer-substring-no-properties position next) parts))
          (setq position next)))
      (apply #'concat (nreverse parts)))))

(defun keep (name text)
  "Keep TEXT as the file NAME of the results, and give it back."
  (let ((coding-system-for-write 'utf-8))
    (write-region text nil (concat out name) nil 'silent))
  text)

;;; What the command line says of the same draft.

(defun checked (draft)
  "Line and message of each finding of `glossator check' on DRAFT."
  (with-temp-buffer
    (call-process "glossator" nil '(t nil) nil "check" "--format" "json" draft)
    (goto-char (point-min))
    (mapcar (lambda (finding)
              (cons (map-nested-elt finding '(start line)) (map-elt finding 'message)))
            (map-elt (json-parse-buffer :object-type 'alist :array-type 'list) 'findings))))

(defun underlined ()
  "Line and message of each finding that Flymake shows in this buffer."
  (mapcar (lambda (diagnostic)
            (cons (line-number-at-pos (flymake-diagnostic-beg diagnostic))
                  (flymake-diagnostic-text diagnostic)))
          (flymake-diagnostics)))

(defun message-of (text)
  "The message of a finding, without source and code that Eglot writes before it."
  (replace-regexp-in-string "\\`glossator \\[[a-z-]+\\]: " "" text))

(defun same-findings (draft)
  "Whether this buffer shows exactly the findings of DRAFT."
  (let ((expected (checked draft))
        (shown (mapcar (lambda (finding) (cons (car finding) (message-of (cdr finding)))) (underlined))))
    (and expected (null (cl-set-exclusive-or expected shown :test #'equal)))))

;;; The session.

(defun open-draft (file mode)
  "Visit FILE in MODE and wait until its server is there."
  (find-file file)
  (unless (eq major-mode mode) (funcall mode))
  (wait-for #'eglot-managed-p))

(defun at-words (words)
  "Put point into the middle of WORDS."
  (goto-char (point-min))
  (search-forward words)
  (backward-char 3))

(defun diagnostics ()
  "Flymake underlines what `glossator check' finds."
  (say "the findings are those of `glossator check'"
       (wait-for (lambda () (same-findings briefing)))
       (list (checked briefing) (underlined)))
  (keep "diagnostics.txt"
        (mapconcat (lambda (finding) (format "%d: %s\n" (car finding) (cdr finding))) (underlined))))

(defun card ()
  "What stands in ElDoc's buffer; it comes with the first answer."
  (condition-case nil
      (with-current-buffer (eldoc-doc-buffer) (buffer-string))
    (user-error "")))

(defun card-at (words shows)
  "The card of WORDS, once it SHOWS what it should."
  (at-words words)
  (let ((eldoc-display-functions '(eldoc-display-in-buffer))
        text)
    (eldoc t)
    (wait-for (lambda ()
                (setq text (visible (card)))
                (string-match-p shows text)))
    text))

(defun hover ()
  "ElDoc shows the card of the words at point in its buffer."
  (let* ((shows "in the sources, in [0-9]+ documents")
         (text (card-at "community of common destiny" shows)))
    (keep "hover.txt" text)
    (say "a hover says where the words were said" (string-match-p shows text) text)
    (say "it shows neither marks of escaping nor entities" (not (string-match-p "\\\\\\|&[a-z#0-9]+;" text)) text)))

(defun place ()
  "File and line of point."
  (cons (file-relative-name buffer-file-name project) (line-number-at-pos)))

(defun jump ()
  "M-. leads from the words to where they come from."
  (at-words "a community with a shared future for mankind")
  (call-interactively #'xref-find-definitions)
  (when-let* ((list (get-buffer "*xref*")))
    (pop-to-buffer list)
    (keep "definitions.txt" (buffer-string))
    (goto-char (point-min))
    (xref-next-line)
    (xref-goto-xref))
  (set-buffer (window-buffer))
  (say "a definition opens a source" (string-prefix-p "corpus/" (car (place))) (place))
  (say "at the words" (looking-at-p "\\(?:a \\)?community with a shared future") (thing-at-point 'line t))
  (find-file briefing))

(defun references ()
  "M-? lists every place."
  (at-words "community of common destiny")
  (let ((found (xref-backend-references 'eglot (xref-backend-identifier-at-point 'eglot))))
    (keep "references.txt" (mapconcat (lambda (item) (concat (xref-item-summary item) "\n")) found))
    (say "references lists the places in the sources" (> (length found) 5) found)))

(defun mend ()
  "A code action changes the text, and the finding goes."
  (at-words "community of common destiny")
  (cl-letf* ((last-nonmenu-event ?a) ; a key, not the mouse: it asks in the minibuffer
             (offered nil)
             ((symbol-function 'completing-read)
              (lambda (_prompt choices &rest _)
                (setq offered (all-completions "" choices))
                (seq-find (lambda (title) (string-match-p "replace with" title)) offered))))
    (call-interactively #'eglot-code-actions)
    (keep "actions.txt" (string-join offered "\n")))
  (goto-char (point-min))
  (say "a code action mends the words"
       (search-forward "building a community with a shared future do not mean" nil t)
       (buffer-substring (point-min) (point-max)))
  ;; Batch is never idle, which is when Eglot sends changes; saving sends them at once.
  (save-buffer)
  (say "the finding goes, and the rest are those of `glossator check'"
       (wait-for (lambda () (same-findings briefing)))
       (list (checked briefing) (underlined))))

(defun complete ()
  "A term begun is continued."
  (goto-char (point-max))
  (insert "\nThey speak of a community with a sh")
  (completion-at-point)
  (let ((list (get-buffer "*Completions*")))
    (keep "completions.txt" (if list (with-current-buffer list (buffer-string)) (thing-at-point 'line t)))
    (say "a term is completed"
         (if list
             (with-current-buffer list (string-search "community with a shared future" (buffer-string)))
           (looking-back "community with a shared future.*" (pos-bol)))
         (list list (thing-at-point 'line t)))))

(defun quotation ()
  "A quotation that was altered is explained, and leads to its passage."
  (open-draft (expand-file-name "drafts/quoted-briefing.md" project) 'markdown-mode)
  (let* ((shows "altered: the source has other words")
         (text (card-at "should never be" shows)))
    (keep "quotation.txt" text)
    (say "a hover on a quotation says what differs" (string-match-p shows text) text))
  (call-interactively #'xref-find-definitions)
  (set-buffer (window-buffer))
  (say "a quotation leads to its passage"
       (and (string-prefix-p "corpus/2018-05-22" (car (place))) (= 33 (cdr (place))))
       (place))
  (find-file briefing))

(defun other-modes ()
  "The lines serve the other modes for Markdown."
  (let ((draft (expand-file-name "drafts/translation-desk.md" project)))
    (say "gfm-mode attaches" (open-draft draft 'gfm-mode) major-mode)
    (say "and shows the findings" (wait-for (lambda () (same-findings draft))) (underlined)))
  ;; Emacs 30 has no markdown-ts-mode; a mode of that name stands in for it.
  (define-derived-mode markdown-ts-mode text-mode "Markdown")
  (say "a mode named markdown-ts-mode attaches"
       (open-draft (expand-file-name "drafts/op-ed-2013.md" project) 'markdown-ts-mode)
       major-mode))

(defun shut-down ()
  "Eglot's shutdown, which sends null parameters, is answered, and the server goes."
  (let* ((server (with-current-buffer (get-file-buffer briefing) (eglot-current-server)))
         (process (jsonrpc--process server))
         (gone (lambda (&rest _) (wait-for (lambda () (not (process-live-p process)))))))
    ;; Eglot kills what is not gone after a tenth of a second; a busy machine may need longer.
    (advice-add 'jsonrpc-shutdown :before gone)
    (eglot-shutdown server nil seconds t)
    (with-current-buffer (jsonrpc-events-buffer server)
      (keep "events.log" (buffer-string))
      (goto-char (point-min))
      (say "no answer of the session is an error, that to the shutdown included"
           (not (search-forward "\"error\":{" nil t))
           (thing-at-point 'line t)))
    (say "the server leaves with exit code 0"
         (equal '(exit 0) (list (process-status process) (process-exit-status process)))
         (list (process-status process) (process-exit-status process)))
    (say "Emacs had nothing to warn of" (null warned) warned)))

(say "attaches to a draft" (open-draft briefing 'markdown-mode) major-mode)
(diagnostics)
(hover)
(jump)
(references)
(quotation)
(mend)
(complete)
(other-modes)
(shut-down)

;;; session.el ends here
